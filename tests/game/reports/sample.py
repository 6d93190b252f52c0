"""A report with every kind of block, as long and as mixed as a real one."""

from __future__ import annotations

from game.reports.document import (
    Bar,
    Bars,
    Bullets,
    Column,
    Curve,
    Curves,
    Document,
    Facts,
    Figure,
    Folded,
    Manner,
    Mark,
    Notice,
    Paragraph,
    Section,
    Table,
    ToFill,
    Weight,
)

EXEMPLARY = Mark("●", "exemplaire", "exemplary")
SOUND = Mark("◕", "solide", "sound")
WEAK = Mark("◔", "fragile", "weak")
CONTRARY = Mark("○", "contraire", "contrary")

AXES = Figure(
    title="Vos axes dans cette partie",
    summary="Cinq axes : le respect des rôles est le plus solide, la franchise le plus fragile.",
    chart=Bars(
        (
            Bar("Séparation des rôles", 0.92, "92\u00a0%", "7 occasions"),
            Bar("Respect de la voie hiérarchique", 0.67, "67\u00a0%", "5 occasions"),
            Bar("Franchise et confiance dans le duo", 0.31, "31\u00a0%", "4 occasions"),
            Bar(
                "Neutralité de l’administration pendant la campagne électorale",
                0.5,
                "50\u00a0%",
                "2 occasions, trop peu pour conclure",
                sure=False,
            ),
            Bar("Continuité du service", None, "—", "aucune occasion", sure=False),
        )
    ),
)

STEPS = ("départ", "1", "2", "3", "4", "5", "6", "7", "8")


def _curve(label: str, *values: float) -> Curve:
    return Curve(label, values, tuple(f"{value:g}" for value in values))


RELATIONS = Figure(
    title="Les relations au fil des décisions",
    summary="La confiance de la maire baisse à la troisième décision puis remonte.",
    chart=Curves(
        steps=STEPS,
        curves=(
            _curve("Confiance de la maire", 55, 55, 60, 42, 44, 50, 58, 61, 63),
            _curve("Équipes", 65, 70, 70, 72, 66, 66, 64, 62, 62),
            _curve("Adjoint aux sports", 50, 40, 38, 41, 52, 55, 57, 60, 64),
            _curve("Cabinet", 50, 50, 45, 30, 25, 25, 20, 20, 12),
        ),
        low=0,
        high=100,
        ends=("rompue", "entière"),
    ),
    step_name="Décision",
)

BALANCE = Figure(
    title="L’équilibre du duo",
    summary="Parti du centre, l’équilibre glisse vers la fusion, puis revient dans la zone.",
    chart=Curves(
        steps=STEPS,
        curves=(
            Curve(
                "Équilibre du duo",
                (0, 20, 35, 45, 30, 25, 10, 10, 5),
                ("0", "20", "35", "45", "30", "25", "10", "10", "5 (nettement équilibré)"),
            ),
        ),
        low=-100,
        high=100,
        band=(-20, 20),
        ends=("séparé", "imbriqué"),
    ),
    step_name="Décision",
)

DECISION = Folded(
    "Décision 3 : un congé accordé sur un parking",
    (
        Paragraph(
            "Mardi, 12\u00a0h\u00a050. Hélène Courtade, dans sa voiture. «\u202fBruno dit "
            "qu’avec les services, rien n’est simple.\u202f»",
            Manner.STORY,
        ),
        Facts((("Vous avez décidé", "Différer la réponse"), ("Appréciation", SOUND))),
        Table(
            "Ce que valait chaque option",
            (Column("Option"), Column("Voie hiérarchique"), Column("Confiance")),
            (
                ("Confirmer le congé, l’incident est clos.", CONTRARY, WEAK),
                ("Différer et voir le chef de service", EXEMPLARY, SOUND),
            ),
        ),
        Paragraph("J’ai hésité : la maire attendait une réponse.\nTrop vite ?", Manner.NOTE),
    ),
)

DOCUMENT = Document(
    title="L’appel du vestiaire",
    subtitle="Bilan d’une partie : directrice générale des services",
    language="fr",
    facts=(
        ("Jouée le", "22 novembre 2026"),
        ("Durée", "14 minutes"),
        (
            "Empreinte du scénario",
            "08bfde0cbc440fb6bb3570fd3e707db35e9f8953ba63e6a34a74d767fa7012ab",
        ),
        ("Fin atteinte", Mark("◕", "Le circuit tient", "sound")),
    ),
    sections=(
        Section(
            "reactions",
            "Ce qui vous reste",
            (
                ToFill("Qu’est-ce qui vous reste de cette semaine ?"),
                ToFill("Et une surprise ?", "Le coup de fil du vestiaire.\nJe ne l’attendais pas."),
            ),
        ),
        Section(
            "facts",
            "Ce qui s’est passé",
            (
                Paragraph("Vous avez pris huit décisions."),
                Bullets(("L’adjoint vous a appelée.", "La maire a tranché."), numbered=True),
                Section("facts-later", "Ce qui n’est pas venu", (Bullets(("Un recours.",)),)),
            ),
        ),
        Section(
            "profile",
            "Votre profil",
            (
                Paragraph("Une relation n’est pas une note.", Manner.QUIET),
                AXES,
                RELATIONS,
                BALANCE,
                Table(
                    "Principes rencontrés",
                    (Column("Principe"), Column("Qualité"), Column("Occasions", numeric=True)),
                    (("Voie hiérarchique", SOUND, "5"), ("Réponse et attente", WEAK, "2")),
                ),
            ),
        ),
        Section(
            "red-lines",
            "Lignes rouges",
            (
                Notice(
                    Weight.RED_LINE,
                    "Neutralité du service public",
                    (
                        Paragraph("Décision 6 : vous avez prêté le fichier des associations."),
                        Paragraph("Fiche commune, règles de conduite, 2e ligne.", Manner.QUIET),
                    ),
                ),
                Notice(Weight.CAUTION, "Un délai court", (Paragraph("Deux jours restaient."),)),
                Notice(Weight.REMARK, "Transposé au Québec", (Bullets(("Loi sur les cités",)),)),
            ),
        ),
        Section("decisions", "Chaque décision en détail", (DECISION,)),
        Section("commitment", "Un engagement", (ToFill("Lundi matin, je…", lines=3),)),
    ),
    closing="Fait avec Duettiste le 22 novembre 2026.",
)
