-- README.md beside this file explains each table, key and rule.
-- One script for MySQL 8, MariaDB 10.6 and later, and H2 in MySQL mode. IF NOT EXISTS: DDL is not
-- transactional, so a migration that was killed in the middle must be able to run again.

CREATE TABLE IF NOT EXISTS chats (
  id                   BIGINT         NOT NULL AUTO_INCREMENT,
  order_id             BIGINT         NOT NULL,
  status               TINYINT        NOT NULL,
  created_at           DATETIME(3)    NOT NULL,
  last_message_at      DATETIME(3)    NOT NULL,
  changed_at           DATETIME(3)    NOT NULL,
  last_seq             BIGINT         NOT NULL DEFAULT 0,
  version              BIGINT         NOT NULL DEFAULT 1,
  participants_version BIGINT         NOT NULL DEFAULT 1,
  read_by_client       BIGINT         NOT NULL DEFAULT 0,
  read_by_staff        BIGINT         NOT NULL DEFAULT 0,
  read_furthest        BIGINT         NOT NULL DEFAULT 0,
  read_furthest_user   BIGINT         NULL,
  read_by_others       BIGINT         NOT NULL DEFAULT 0,
  request_id           VARBINARY(256) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY chats_request (request_id),
  KEY chats_order (order_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS subscriptions (
  chat_id        BIGINT      NOT NULL,
  user_id        BIGINT      NOT NULL,
  user_type      TINYINT     NOT NULL,
  active         BOOLEAN     NOT NULL,
  joined_version BIGINT      NOT NULL,
  read_seq       BIGINT      NOT NULL DEFAULT 0,
  read_inherited BOOLEAN     NOT NULL DEFAULT FALSE,
  read_at        DATETIME(3) NULL,
  PRIMARY KEY (chat_id, user_id),
  KEY subscriptions_user (user_id, active, chat_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS chat_history (
  id            BIGINT      NOT NULL AUTO_INCREMENT,
  chat_id       BIGINT      NOT NULL,
  version       BIGINT      NOT NULL,
  what          TINYINT     NOT NULL,
  user_id       BIGINT      NULL,
  other_user_id BIGINT      NULL,
  user_type     TINYINT     NULL,
  happened_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY chat_history_chat (chat_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS messages (
  chat_id           BIGINT         NOT NULL,
  seq               BIGINT         NOT NULL,
  id                BIGINT         NOT NULL AUTO_INCREMENT,
  unread_seq        BIGINT         NULL,
  user_id           BIGINT         NOT NULL,
  sender_type       TINYINT        NOT NULL,
  client_message_id VARBINARY(256) NULL,
  type              TINYINT        NOT NULL,
  text              TEXT           NOT NULL,
  params            MEDIUMTEXT     NULL,
  file_id           VARCHAR(256)   NULL,
  created_at        DATETIME(3)    NOT NULL,
  erased_at         DATETIME(3)    NULL,
  PRIMARY KEY (chat_id, seq),
  UNIQUE KEY messages_id (id),
  UNIQUE KEY messages_client_id (chat_id, user_id, client_message_id),
  KEY messages_unread (chat_id, unread_seq, user_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS unread_spells (
  id            VARCHAR(36)  NOT NULL,
  chat_id       BIGINT       NOT NULL,
  user_id       BIGINT       NOT NULL,
  first_seq     BIGINT       NOT NULL,
  began_at      DATETIME(3)  NOT NULL,
  is_open       BOOLEAN      NULL DEFAULT TRUE,
  claimed_by    VARCHAR(128) NULL,
  claimed_until DATETIME(3)  NULL,
  attempts      INT          NOT NULL DEFAULT 0,
  reminded_at   DATETIME(3)  NULL,
  ended_at      DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY unread_spells_open (chat_id, user_id, is_open),
  UNIQUE KEY unread_spells_first (chat_id, user_id, first_seq),
  KEY unread_spells_due (is_open, reminded_at, began_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS ticker_state (
  name    VARCHAR(64) NOT NULL,
  reached BIGINT      NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
