-- Some chats of a Population with all that belongs to them, as the product would have written it by
-- schema version 3. For MySQL and MariaDB. DatabaseSeeder sets the variables:
--   @first_chat, @first_user, @bot, @former, @first_partner   ids
--   @users, @partners, @closed, @chats                        numbers of users and chats
--   @from, @count                                             the chats of this slice, from 0
--   @until, @step                     when the last chat was opened, and the seconds between two

DELETE FROM seed_chats;

INSERT INTO seed_chats
SELECT id, IF(user_is_client, user, partner), IF(user_is_client, partner, user), staff_type,
  has_bot, has_former, closed, last_seq,
  -- In some closed chats the client never read the end.
  IF(closed AND id MOD 8 = 3, last_seq DIV 2, last_seq),
  -- Opened; client and doctor joined; the bot joined; the former operator joined and left.
  3 + has_bot + 2 * has_former,
  -- Each message and both read marks; then it was closed.
  3 + has_bot + 2 * has_former + last_seq + 2 + closed,
  opened_at, opened_at + INTERVAL last_seq * 90 SECOND
FROM (
  SELECT @first_chat + i AS id,
    @first_user + i MOD @users AS user,
    @first_partner + i MOD @partners AS partner,
    i MOD @users MOD 10 = 0 AS user_is_client,
    IF(i MOD @users MOD 10 > 7, 3, 2) AS staff_type,
    i DIV @users MOD 10 < 3 AS has_bot,
    i < @closed AND i DIV @users MOD 20 = 7 AS has_former,
    i < @closed AS closed,
    1 + i * 7 MOD 19 AS last_seq,
    CAST(@until AS DATETIME(3)) - INTERVAL (@chats - i) * @step SECOND AS opened_at
  FROM (SELECT @from + n AS i FROM seed_numbers WHERE n < @count) numbers) chats
ORDER BY id;

INSERT INTO chats (id, order_id, status, created_at, last_message_at, changed_at, last_seq,
  version, participants_version, read_by_client, read_by_staff, read_furthest, read_furthest_user,
  read_by_others, request_id, ticker_version)
-- One order in seven has two chats.
SELECT id, id - (id MOD 7 = 0), IF(closed, 2, 1), opened_at, last_at,
  IF(closed, last_at + INTERVAL 1 HOUR, last_at), last_seq, version, participants_version,
  read_by_client, last_seq, last_seq, staff, read_by_client, CONCAT('request-', id), version
FROM seed_chats ORDER BY id;

INSERT INTO subscriptions (chat_id, user_id, user_type, active, joined_version, read_seq,
  read_inherited, read_at)
SELECT c.id,
  CASE role WHEN 1 THEN client WHEN 2 THEN staff WHEN 3 THEN @bot ELSE @former END AS user_id,
  CASE role WHEN 1 THEN 1 WHEN 2 THEN staff_type WHEN 3 THEN 4 ELSE 3 END,
  role < 4,
  IF(role < 4, 1 + role, 4 + has_bot),
  CASE role WHEN 1 THEN read_by_client WHEN 2 THEN last_seq ELSE 0 END,
  FALSE,
  IF(role = 2 OR role = 1 AND read_by_client > 0, last_at, NULL)
FROM seed_chats c
  JOIN (SELECT 1 AS role UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) roles
    ON role < 3 OR role = 3 AND has_bot OR role = 4 AND has_former
ORDER BY c.id, user_id;

-- 1: opened, 2: joined, 3: left, 6: closed.
INSERT INTO chat_history (chat_id, version, what, user_id, user_type, happened_at)
SELECT c.id,
  CASE step WHEN 7 THEN version WHEN 6 THEN 5 + has_bot WHEN 5 THEN 4 + has_bot ELSE step END
    AS changed,
  CASE step WHEN 1 THEN 1 WHEN 6 THEN 3 WHEN 7 THEN 6 ELSE 2 END,
  CASE step WHEN 2 THEN client WHEN 3 THEN staff WHEN 4 THEN @bot WHEN 5 THEN @former
    WHEN 6 THEN @former END,
  CASE step WHEN 2 THEN 1 WHEN 3 THEN staff_type WHEN 4 THEN 4 WHEN 5 THEN 3 WHEN 6 THEN 3 END,
  IF(step = 7, last_at + INTERVAL 1 HOUR, opened_at)
FROM seed_chats c
  JOIN (SELECT 1 AS step UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7) steps
    ON step < 4 OR step = 4 AND has_bot OR step IN (5, 6) AND has_former OR step = 7 AND closed
ORDER BY c.id, changed;

-- A system message first, then client and doctor in turn; every tenth is a document.
INSERT INTO messages (chat_id, seq, unread_seq, user_id, sender_type, client_message_id, type,
  text, params, file_id, created_at)
SELECT c.id, n, IF(n = 1, NULL, n),
  CASE WHEN n = 1 AND has_bot THEN @bot WHEN n > 1 AND n MOD 2 THEN client ELSE staff END,
  CASE WHEN n = 1 AND has_bot THEN 4 WHEN n > 1 AND n MOD 2 THEN 1 ELSE staff_type END,
  IF(n = 1, NULL, LPAD(CONCAT(c.id, '-', n), 36, '0')),
  CASE WHEN n = 1 THEN 2 WHEN (c.id + n) MOD 10 = 0 THEN 3 ELSE 1 END,
  LEFT('Good morning, doctor. Since yesterday my knee hurts when I climb stairs, and it is warm to the touch. Should I come to the clinic today, or may I wait until the week is over?',
    20 + (c.id * 11 + n * 37) MOD 150),
  IF(n > 1 AND (c.id + n) MOD 10 = 0, CONCAT('{"order":"', c.id, '"}'), NULL),
  IF(n > 1 AND (c.id + n) MOD 10 = 0, CONCAT('scan-', c.id, '-', n), NULL),
  opened_at + INTERVAL n * 90 SECOND
FROM seed_chats c STRAIGHT_JOIN seed_numbers ON n BETWEEN 1 AND 19 AND n <= last_seq
ORDER BY c.id, n;

-- One spell that is over for every fifth closed chat; of every second one the client was reminded.
INSERT INTO unread_spells (id, chat_id, user_id, first_seq, began_at, is_open, attempts,
  reminded_at, ended_at)
SELECT UUID(), id, client, 2, opened_at + INTERVAL 180 SECOND, NULL, id MOD 2,
  IF(id MOD 2, opened_at + INTERVAL 200 SECOND, NULL), last_at
FROM seed_chats WHERE closed AND id MOD 5 = 0 AND last_seq > 1
ORDER BY id;
