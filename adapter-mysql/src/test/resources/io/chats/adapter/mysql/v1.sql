/*M!999999\- enable the sandbox mode */ 

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `chat_history` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `chat_id` bigint(20) NOT NULL,
  `version` bigint(20) NOT NULL,
  `what` tinyint(4) NOT NULL,
  `user_id` bigint(20) DEFAULT NULL,
  `other_user_id` bigint(20) DEFAULT NULL,
  `user_type` tinyint(4) DEFAULT NULL,
  `happened_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `chat_history_chat` (`chat_id`,`version`)
) ENGINE=InnoDB AUTO_INCREMENT=19 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (1,1,1,1,NULL,NULL,NULL,'2026-11-26 02:05:58.380');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (2,1,2,2,9001,NULL,4,'2026-11-26 02:05:58.510');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (3,1,3,2,1001,NULL,1,'2026-11-26 02:05:58.641');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (4,1,4,2,2001,NULL,2,'2026-11-26 02:05:58.674');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (5,2,1,1,NULL,NULL,NULL,'2026-11-26 02:05:59.822');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (6,2,2,2,1001,NULL,1,'2026-11-26 02:05:59.876');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (7,2,3,2,3001,NULL,3,'2026-11-26 02:05:59.900');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (8,2,7,6,NULL,NULL,NULL,'2026-11-26 02:06:00.042');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (9,2,8,3,3001,NULL,3,'2026-11-26 02:06:00.062');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (10,3,1,1,NULL,NULL,NULL,'2026-11-26 02:06:00.083');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (11,3,2,2,1001,NULL,1,'2026-11-26 02:06:00.112');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (12,3,3,2,2001,NULL,2,'2026-11-26 02:06:00.136');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (13,3,7,4,2001,2002,2,'2026-11-26 02:06:00.253');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (14,4,1,1,NULL,NULL,NULL,'2026-11-26 02:06:00.295');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (15,4,2,2,1002,NULL,1,'2026-11-26 02:06:00.305');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (16,5,1,1,NULL,NULL,NULL,'2026-11-26 02:06:00.317');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (17,5,2,2,1002,NULL,1,'2026-11-26 02:06:00.324');
INSERT INTO `chat_history` (`id`, `chat_id`, `version`, `what`, `user_id`, `other_user_id`, `user_type`, `happened_at`) VALUES (18,5,3,2,2001,NULL,2,'2026-11-26 02:06:00.335');
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `chats` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) NOT NULL,
  `status` tinyint(4) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `last_message_at` datetime(3) NOT NULL,
  `changed_at` datetime(3) NOT NULL,
  `last_seq` bigint(20) NOT NULL DEFAULT 0,
  `version` bigint(20) NOT NULL DEFAULT 1,
  `participants_version` bigint(20) NOT NULL DEFAULT 1,
  `read_by_client` bigint(20) NOT NULL DEFAULT 0,
  `read_by_staff` bigint(20) NOT NULL DEFAULT 0,
  `read_furthest` bigint(20) NOT NULL DEFAULT 0,
  `read_furthest_user` bigint(20) DEFAULT NULL,
  `read_by_others` bigint(20) NOT NULL DEFAULT 0,
  `request_id` varbinary(256) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `chats_request` (`request_id`),
  KEY `chats_order` (`order_id`,`id`)
) ENGINE=InnoDB AUTO_INCREMENT=6 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `chats` (`id`, `order_id`, `status`, `created_at`, `last_message_at`, `changed_at`, `last_seq`, `version`, `participants_version`, `read_by_client`, `read_by_staff`, `read_furthest`, `read_furthest_user`, `read_by_others`, `request_id`) VALUES (1,501,1,'2026-11-26 02:05:58.380','2026-11-26 02:05:59.213','2026-11-26 02:05:59.670',5,10,4,0,4,4,2001,0,0x6F70656E2D353031);
INSERT INTO `chats` (`id`, `order_id`, `status`, `created_at`, `last_message_at`, `changed_at`, `last_seq`, `version`, `participants_version`, `read_by_client`, `read_by_staff`, `read_furthest`, `read_furthest_user`, `read_by_others`, `request_id`) VALUES (2,502,2,'2026-11-26 02:05:59.822','2026-11-26 02:05:59.963','2026-11-26 02:06:00.062',2,8,8,0,2,2,3001,0,NULL);
INSERT INTO `chats` (`id`, `order_id`, `status`, `created_at`, `last_message_at`, `changed_at`, `last_seq`, `version`, `participants_version`, `read_by_client`, `read_by_staff`, `read_furthest`, `read_furthest_user`, `read_by_others`, `request_id`) VALUES (3,501,1,'2026-11-26 02:06:00.083','2026-11-26 02:06:00.284','2026-11-26 02:06:00.284',3,8,7,0,1,1,2001,0,0x6F70656E2D3530312D616761696E);
INSERT INTO `chats` (`id`, `order_id`, `status`, `created_at`, `last_message_at`, `changed_at`, `last_seq`, `version`, `participants_version`, `read_by_client`, `read_by_staff`, `read_furthest`, `read_furthest_user`, `read_by_others`, `request_id`) VALUES (4,503,1,'2026-11-26 02:06:00.295','2026-11-26 02:06:00.295','2026-11-26 02:06:00.305',0,2,2,0,0,0,NULL,0,NULL);
INSERT INTO `chats` (`id`, `order_id`, `status`, `created_at`, `last_message_at`, `changed_at`, `last_seq`, `version`, `participants_version`, `read_by_client`, `read_by_staff`, `read_furthest`, `read_furthest_user`, `read_by_others`, `request_id`) VALUES (5,504,1,'2026-11-26 02:06:00.317','2026-11-26 02:06:00.748','2026-11-26 02:06:00.748',40,43,3,0,0,0,NULL,0,NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `chats_schema_history` (
  `installed_rank` int(11) NOT NULL,
  `version` varchar(50) DEFAULT NULL,
  `description` varchar(200) NOT NULL,
  `type` varchar(20) NOT NULL,
  `script` varchar(1000) NOT NULL,
  `checksum` int(11) DEFAULT NULL,
  `installed_by` varchar(100) NOT NULL,
  `installed_on` timestamp NOT NULL DEFAULT current_timestamp(),
  `execution_time` int(11) NOT NULL,
  `success` tinyint(1) NOT NULL,
  PRIMARY KEY (`installed_rank`),
  KEY `chats_schema_history_s_idx` (`success`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `chats_schema_history` (`installed_rank`, `version`, `description`, `type`, `script`, `checksum`, `installed_by`, `installed_on`, `execution_time`, `success`) VALUES (1,'1','chats','SQL','V1__chats.sql',868027215,'chats','2026-11-26 02:05:53',210,1);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `messages` (
  `chat_id` bigint(20) NOT NULL,
  `seq` bigint(20) NOT NULL,
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `unread_seq` bigint(20) DEFAULT NULL,
  `user_id` bigint(20) NOT NULL,
  `sender_type` tinyint(4) NOT NULL,
  `client_message_id` varbinary(256) DEFAULT NULL,
  `type` tinyint(4) NOT NULL,
  `text` text NOT NULL,
  `params` mediumtext DEFAULT NULL,
  `file_id` varchar(256) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  `erased_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`chat_id`,`seq`),
  UNIQUE KEY `messages_id` (`id`),
  UNIQUE KEY `messages_client_id` (`chat_id`,`user_id`,`client_message_id`),
  KEY `messages_unread` (`chat_id`,`unread_seq`,`user_id`)
) ENGINE=InnoDB AUTO_INCREMENT=51 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (1,1,1,NULL,9001,4,NULL,2,'Welcome to the clinic',NULL,NULL,'2026-11-26 02:05:58.712',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (1,2,2,2,1001,1,0x6131,1,'Good morning, it\'s my knee',NULL,NULL,'2026-11-26 02:05:58.816',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (1,3,3,3,2001,2,0x6431,1,'Здравствуйте! Где болит? 🦵',NULL,NULL,'2026-11-26 02:05:58.829',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (1,4,4,4,1001,1,0x6132,3,'Here is the picture\nof yesterday',NULL,'f-knee-1','2026-11-26 02:05:59.183',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (1,5,5,5,2001,2,0x6432,9,'See \"Dr. Kay\" tomorrow','{\"order\":\"501\",\"clinic\":\"North; \\\"Old Town\\\"\"}',NULL,'2026-11-26 02:05:59.213',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (2,1,6,1,3001,3,0x6F31,6,'Your payment has arrived','{\"sum\":\"1 200\"}',NULL,'2026-11-26 02:05:59.936',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (2,2,7,2,1001,1,0x6131,1,'Thank you',NULL,NULL,'2026-11-26 02:05:59.963',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (3,1,8,1,1001,1,0x4131,1,'It is the knee again',NULL,NULL,'2026-11-26 02:06:00.165',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (3,2,9,2,1001,1,0x613120,1,'And it is worse',NULL,NULL,'2026-11-26 02:06:00.234',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (3,3,10,3,2002,2,0x7731,1,'I take over from here',NULL,NULL,'2026-11-26 02:06:00.284',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,1,11,1,2001,2,0x6C31,1,'Line 1',NULL,NULL,'2026-11-26 02:06:00.348',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,2,12,2,1002,1,0x6C32,1,'Line 2',NULL,NULL,'2026-11-26 02:06:00.358',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,3,13,3,2001,2,0x6C33,1,'Line 3',NULL,NULL,'2026-11-26 02:06:00.367',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,4,14,4,1002,1,0x6C34,1,'Line 4',NULL,NULL,'2026-11-26 02:06:00.378',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,5,15,5,2001,2,0x6C35,1,'Line 5',NULL,NULL,'2026-11-26 02:06:00.387',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,6,16,6,1002,1,0x6C36,1,'Line 6',NULL,NULL,'2026-11-26 02:06:00.393',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,7,17,7,2001,2,0x6C37,1,'Line 7',NULL,NULL,'2026-11-26 02:06:00.403',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,8,18,8,1002,1,0x6C38,1,'Line 8',NULL,NULL,'2026-11-26 02:06:00.410',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,9,19,9,2001,2,0x6C39,1,'Line 9',NULL,NULL,'2026-11-26 02:06:00.419',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,10,20,10,1002,1,0x6C3130,1,'Line 10',NULL,NULL,'2026-11-26 02:06:00.430',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,11,21,11,2001,2,0x6C3131,1,'Line 11',NULL,NULL,'2026-11-26 02:06:00.440',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,12,22,12,1002,1,0x6C3132,1,'Line 12',NULL,NULL,'2026-11-26 02:06:00.449',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,13,23,13,2001,2,0x6C3133,1,'Line 13',NULL,NULL,'2026-11-26 02:06:00.458',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,14,24,14,1002,1,0x6C3134,1,'Line 14',NULL,NULL,'2026-11-26 02:06:00.468',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,15,25,15,2001,2,0x6C3135,1,'Line 15',NULL,NULL,'2026-11-26 02:06:00.476',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,16,26,16,1002,1,0x6C3136,1,'Line 16',NULL,NULL,'2026-11-26 02:06:00.497',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,17,27,17,2001,2,0x6C3137,1,'Line 17',NULL,NULL,'2026-11-26 02:06:00.507',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,18,28,18,1002,1,0x6C3138,1,'Line 18',NULL,NULL,'2026-11-26 02:06:00.514',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,19,29,19,2001,2,0x6C3139,1,'Line 19',NULL,NULL,'2026-11-26 02:06:00.528',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,20,30,20,1002,1,0x6C3230,1,'Line 20',NULL,NULL,'2026-11-26 02:06:00.547',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,21,31,21,2001,2,0x6C3231,1,'Line 21',NULL,NULL,'2026-11-26 02:06:00.557',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,22,32,22,1002,1,0x6C3232,1,'Line 22',NULL,NULL,'2026-11-26 02:06:00.570',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,23,33,23,2001,2,0x6C3233,1,'Line 23',NULL,NULL,'2026-11-26 02:06:00.581',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,24,34,24,1002,1,0x6C3234,1,'Line 24',NULL,NULL,'2026-11-26 02:06:00.587',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,25,35,25,2001,2,0x6C3235,1,'Line 25',NULL,NULL,'2026-11-26 02:06:00.596',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,26,36,26,1002,1,0x6C3236,1,'Line 26',NULL,NULL,'2026-11-26 02:06:00.606',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,27,37,27,2001,2,0x6C3237,1,'Line 27',NULL,NULL,'2026-11-26 02:06:00.624',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,28,38,28,1002,1,0x6C3238,1,'Line 28',NULL,NULL,'2026-11-26 02:06:00.633',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,29,39,29,2001,2,0x6C3239,1,'Line 29',NULL,NULL,'2026-11-26 02:06:00.653',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,30,40,30,1002,1,0x6C3330,1,'Line 30',NULL,NULL,'2026-11-26 02:06:00.662',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,31,41,31,2001,2,0x6C3331,1,'Line 31',NULL,NULL,'2026-11-26 02:06:00.672',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,32,42,32,1002,1,0x6C3332,1,'Line 32',NULL,NULL,'2026-11-26 02:06:00.681',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,33,43,33,2001,2,0x6C3333,1,'Line 33',NULL,NULL,'2026-11-26 02:06:00.689',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,34,44,34,1002,1,0x6C3334,1,'Line 34',NULL,NULL,'2026-11-26 02:06:00.697',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,35,45,35,2001,2,0x6C3335,1,'Line 35',NULL,NULL,'2026-11-26 02:06:00.707',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,36,46,36,1002,1,0x6C3336,1,'Line 36',NULL,NULL,'2026-11-26 02:06:00.715',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,37,47,37,2001,2,0x6C3337,1,'Line 37',NULL,NULL,'2026-11-26 02:06:00.724',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,38,48,38,1002,1,0x6C3338,1,'Line 38',NULL,NULL,'2026-11-26 02:06:00.732',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,39,49,39,2001,2,0x6C3339,1,'Line 39',NULL,NULL,'2026-11-26 02:06:00.740',NULL);
INSERT INTO `messages` (`chat_id`, `seq`, `id`, `unread_seq`, `user_id`, `sender_type`, `client_message_id`, `type`, `text`, `params`, `file_id`, `created_at`, `erased_at`) VALUES (5,40,50,40,1002,1,0x6C3430,1,'Line 40',NULL,NULL,'2026-11-26 02:06:00.748',NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `subscriptions` (
  `chat_id` bigint(20) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `user_type` tinyint(4) NOT NULL,
  `active` tinyint(1) NOT NULL,
  `joined_version` bigint(20) NOT NULL,
  `read_seq` bigint(20) NOT NULL DEFAULT 0,
  `read_inherited` tinyint(1) NOT NULL DEFAULT 0,
  `read_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`chat_id`,`user_id`),
  KEY `subscriptions_user` (`user_id`,`active`,`chat_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (1,1001,1,1,3,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (1,2001,2,1,4,4,0,'2026-11-26 02:05:59.670');
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (1,9001,4,1,2,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (2,1001,1,1,2,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (2,3001,3,0,3,2,0,'2026-11-26 02:05:59.992');
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (3,1001,1,1,2,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (3,2001,2,0,3,1,0,'2026-11-26 02:06:00.197');
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (3,2002,2,1,7,1,1,'2026-11-26 02:06:00.197');
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (4,1002,1,1,2,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (5,1002,1,1,2,0,0,NULL);
INSERT INTO `subscriptions` (`chat_id`, `user_id`, `user_type`, `active`, `joined_version`, `read_seq`, `read_inherited`, `read_at`) VALUES (5,2001,2,1,3,0,0,NULL);
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `ticker_state` (
  `name` varchar(64) NOT NULL,
  `reached` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;

/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE `unread_spells` (
  `id` varchar(36) NOT NULL,
  `chat_id` bigint(20) NOT NULL,
  `user_id` bigint(20) NOT NULL,
  `first_seq` bigint(20) NOT NULL,
  `began_at` datetime(3) NOT NULL,
  `is_open` tinyint(1) DEFAULT 1,
  `claimed_by` varchar(128) DEFAULT NULL,
  `claimed_until` datetime(3) DEFAULT NULL,
  `attempts` int(11) NOT NULL DEFAULT 0,
  `reminded_at` datetime(3) DEFAULT NULL,
  `ended_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `unread_spells_first` (`chat_id`,`user_id`,`first_seq`),
  UNIQUE KEY `unread_spells_open` (`chat_id`,`user_id`,`is_open`),
  KEY `unread_spells_due` (`is_open`,`reminded_at`,`began_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
/*!40101 SET character_set_client = @saved_cs_client */;


/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

