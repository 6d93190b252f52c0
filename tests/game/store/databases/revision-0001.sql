PRAGMA application_id=1146438996;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE decisions (
	play_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	scene VARCHAR NOT NULL, 
	action TEXT NOT NULL, 
	seconds FLOAT NOT NULL, 
	timed_out BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	CONSTRAINT pk_decisions PRIMARY KEY (play_id, position), 
	CONSTRAINT ck_decisions_position CHECK (position >= 0), 
	CONSTRAINT ck_decisions_seconds CHECK (seconds >= 0), 
	CONSTRAINT fk_decisions_play_id FOREIGN KEY(play_id) REFERENCES plays (id)
);
INSERT INTO "decisions" VALUES('aaa111',0,'scene-0','{"choose":"differer"}',12.5,0,'à revoir','2026-03-02T09:04:00.000000+00:00');
INSERT INTO "decisions" VALUES('bbb222',0,'scene-0','{"choose":"differer"}',12.5,0,'à revoir','2026-03-02T09:07:00.000000+00:00');
INSERT INTO "decisions" VALUES('ccc333',0,'scene-0','{"choose":"differer"}',12.5,0,'à revoir','2026-03-02T09:09:00.000000+00:00');
CREATE TABLE machine (
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_machine PRIMARY KEY ("key")
);
INSERT INTO "machine" VALUES('current_player','1');
CREATE TABLE players (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	added_at VARCHAR NOT NULL, 
	CONSTRAINT pk_players PRIMARY KEY (id), 
	CONSTRAINT uq_players_name_key UNIQUE (name_key)
);
INSERT INTO "players" VALUES(1,'Hélène','hélène','2026-03-02T09:00:00.000000+00:00');
INSERT INTO "players" VALUES(2,'Bruno','bruno','2026-03-02T09:01:00.000000+00:00');
CREATE TABLE plays (
	id VARCHAR NOT NULL, 
	player_id INTEGER NOT NULL, 
	scenario_id VARCHAR NOT NULL, 
	scenario_version INTEGER NOT NULL, 
	text_hash VARCHAR NOT NULL, 
	seed VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	settings TEXT NOT NULL, 
	branched_from VARCHAR, 
	branched_at INTEGER, 
	take INTEGER NOT NULL, 
	begun_at VARCHAR NOT NULL, 
	moved_at VARCHAR NOT NULL, 
	finished_at VARCHAR, 
	ending VARCHAR, 
	overall FLOAT, 
	summary TEXT NOT NULL, 
	import_checksum VARCHAR, 
	CONSTRAINT pk_plays PRIMARY KEY (id), 
	CONSTRAINT ck_plays_mode CHECK (mode IN ('practice', 'assessment')), 
	CONSTRAINT ck_plays_finished CHECK ((finished_at IS NULL) = (ending IS NULL)), 
	CONSTRAINT ck_plays_overall CHECK (overall IS NULL OR overall BETWEEN 0 AND 1), 
	CONSTRAINT fk_plays_player_id FOREIGN KEY(player_id) REFERENCES players (id), 
	CONSTRAINT fk_plays_text_hash FOREIGN KEY(text_hash) REFERENCES texts (hash)
);
INSERT INTO "plays" VALUES('aaa111',1,'appel',1,'af5508e9891e36ed2b24d9514865ae994c73ba52c847d5dded7d5df111baad25','7','practice','{}',NULL,NULL,0,'2026-03-02T09:03:00.000000+00:00','2026-03-02T09:05:00.000000+00:00','2026-03-02T09:05:00.000000+00:00','fin',0.5,'{}',NULL);
INSERT INTO "plays" VALUES('bbb222',1,'appel',1,'af5508e9891e36ed2b24d9514865ae994c73ba52c847d5dded7d5df111baad25','7','assessment','{}',NULL,NULL,0,'2026-03-02T09:06:00.000000+00:00','2026-03-02T09:07:00.000000+00:00',NULL,NULL,NULL,'{}',NULL);
INSERT INTO "plays" VALUES('ccc333',2,'appel',1,'af5508e9891e36ed2b24d9514865ae994c73ba52c847d5dded7d5df111baad25','7','practice','{}',NULL,NULL,0,'2026-03-02T09:08:00.000000+00:00','2026-03-02T09:10:00.000000+00:00','2026-03-02T09:10:00.000000+00:00','fin',0.5,'{}',NULL);
CREATE TABLE rewound_decisions (
	play_id VARCHAR NOT NULL, 
	take INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text_hash VARCHAR NOT NULL, 
	scene VARCHAR NOT NULL, 
	action TEXT NOT NULL, 
	seconds FLOAT NOT NULL, 
	timed_out BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	decided_at VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	rewound_at VARCHAR NOT NULL, 
	CONSTRAINT pk_rewound_decisions PRIMARY KEY (play_id, take, position), 
	CONSTRAINT fk_rewound_decisions_play_id FOREIGN KEY(play_id) REFERENCES plays (id), 
	CONSTRAINT fk_rewound_decisions_text_hash FOREIGN KEY(text_hash) REFERENCES texts (hash)
);
CREATE TABLE settings (
	player_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (player_id, "key"), 
	CONSTRAINT fk_settings_player_id FOREIGN KEY(player_id) REFERENCES players (id)
);
INSERT INTO "settings" VALUES(1,'theme','"duo-dark"');
INSERT INTO "settings" VALUES(1,'takeaway:aaa111','"Le circuit \u00ab \u00e9crit \u00bb ; l''appel du soir"');
INSERT INTO "settings" VALUES(1,'commitment:aaa111','"R\u00e9pondre jeudi, \u00e0 froid"');
INSERT INTO "settings" VALUES(2,'commitment:ccc333','"Dire oui moins vite"');
INSERT INTO "settings" VALUES(2,'takeaway:zzz999','"une partie effac\u00e9e"');
CREATE TABLE texts (
	hash VARCHAR NOT NULL, 
	text TEXT NOT NULL, 
	kept_at VARCHAR NOT NULL, 
	CONSTRAINT pk_texts PRIMARY KEY (hash)
);
INSERT INTO "texts" VALUES('af5508e9891e36ed2b24d9514865ae994c73ba52c847d5dded7d5df111baad25','id: appel
title: L’appel du vestiaire
','2026-03-02T09:02:00.000000+00:00');
CREATE INDEX ix_plays_player_id_moved_at ON plays (player_id, moved_at);
CREATE INDEX ix_plays_import_checksum ON plays (import_checksum);
COMMIT;
