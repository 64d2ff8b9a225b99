-- Tables that the seeder alone uses; DatabaseSeeder fills seed_numbers and drops both at the end.

DROP TABLE IF EXISTS seed_numbers, seed_chats;

CREATE TABLE seed_numbers (n INT NOT NULL PRIMARY KEY) ENGINE = InnoDB;

INSERT INTO seed_numbers VALUES (0);

CREATE TABLE seed_chats (
  id                   BIGINT      NOT NULL PRIMARY KEY,
  client               BIGINT      NOT NULL,
  staff                BIGINT      NOT NULL,
  staff_type           TINYINT     NOT NULL,
  has_bot              BOOLEAN     NOT NULL,
  has_former           BOOLEAN     NOT NULL,
  closed               BOOLEAN     NOT NULL,
  last_seq             BIGINT      NOT NULL,
  read_by_client       BIGINT      NOT NULL,
  participants_version BIGINT      NOT NULL,
  version              BIGINT      NOT NULL,
  opened_at            DATETIME(3) NOT NULL,
  last_at              DATETIME(3) NOT NULL
) ENGINE = InnoDB;
