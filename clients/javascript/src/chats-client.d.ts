/** A client of Chats. Events are reported in order. */
export class ChatsClient {
  /** @throws TypeError if an option is missing or of the wrong kind */
  constructor(options: ChatsClientOptions);

  /** Adds a listener; returns a function that removes it. A failing listener affects no other. */
  on<T extends keyof ChatsEvents>(type: T, listener: (event: ChatsEvents[T]) => void): () => void;

  /** Connects, and stays connected until `close`. Also after `stopped`. */
  connect(): void;
  /** Ends the connection and all timers; keeps chats and pending messages for `connect`. */
  close(): void;
  /** Reconnects now, or checks the connection: for pages that are shown, or online again. */
  wake(): void;

  readonly status: ConnectionState;
  /** The user of the connection; null before the first one. */
  readonly userId: number | null;

  /** The opened chats of the user, and those that were passed to `track`. */
  chats(): Chat[];
  chat(chatId: number): Chat | undefined;
  /** A user whose name was received with a chat or message. */
  user(userId: number): User | undefined;

  /** Catches up on a chat from that `seq` on: for chats that were shown in an earlier run. */
  track(chatId: number, seq?: number): void;
  /** Adds older messages that adjoin the present ones; returns the number of added messages. */
  addHistory(chatId: number, messages: Message[], users?: User[]): number;

  /**
   * Writes a message. It is pending at once, and sent as soon as possible; the messages of a chat
   * are stored in the order in which they were written.
   * @throws RangeError if `maxOutgoing` messages wait, or one with this `clientMessageId` does
   */
  send(chatId: number, draft: Draft): Outgoing;
  /** Messages of the user that are pending or failed, in order. */
  outgoing(chatId: number): Outgoing[];
  /** Sends a failed message again, with the same id; returns false if there is none. */
  retry(clientMessageId: string): boolean;
  /** Drops a message. The server may store it all the same, if it was sent already. */
  discard(clientMessageId: string): boolean;

  /** Marks all messages up to that `seq` as read; by default all that are here. */
  markRead(chatId: number, seq?: number): void;
  /** Reports typing; to be called at every key, and with false when the user stops. */
  typing(chatId: number, isTyping?: boolean): void;
  /** Keeps the presence of the opponents up to date; returns a function that ends it. */
  watchPresence(chatId: number): () => void;
  /** Reports that the user joined a consultation; returns false without a connection. */
  join(consultationId: number): boolean;
}

/** Converts a message of the Bus API (`client_message_id` …) to the form of the WebSocket API. */
export function messageOfBus(message: Record<string, unknown>): Message;

export interface ChatsClientOptions {
  /** For example `wss://chats.example/ws/`. */
  url: string;
  /**
   * Returns a token; called for each connection. `refused` is true if the server refused the last
   * token. No token (null, undefined, "") ends the attempts; after a failure it is called again.
   */
  token(why: { refused: boolean }): Promise<string | null | undefined> | string | null | undefined;
  /** The class to use where there is no global one (Node before 22): that of `ws`. */
  WebSocket?: new (url: string) => unknown;
  clock?: Clock;
  /** Returns a random number from 0 to 1. */
  random?(): number;
  /** Returns an id for a message; by default 128 random bits in hexadecimal digits. */
  newId?(): string;

  /** The number of messages kept of each chat; older ones are dropped. 500 */
  maxMessages?: number;
  /** The number of messages that may be pending or failed. 500 */
  maxOutgoing?: number;
  /** The number of users whose names are remembered. 2000 */
  maxUsers?: number;
  /** The number of messages to fetch of a chat that is new to the client. 30 */
  backlog?: number;
  /** The first and the longest pause before reconnecting. 500, 30,000 */
  reconnectFirstMs?: number;
  reconnectLongestMs?: number;
  /** The time that a connection must last before the pauses are short again. 10,000 */
  stableAfterMs?: number;
  /** 15,000 */
  connectTimeoutMs?: number;
  /** 20,000 */
  syncTimeoutMs?: number;
  /** The silence before a ping, and after it before a new connection. 20,000, 10,000 */
  pingIntervalMs?: number;
  pongTimeoutMs?: number;
  /** A message without an answer after this time is sent again, with the same id. 20,000 */
  ackTimeoutMs?: number;
  /** The first and the longest pause before a message is sent again. 500, 30,000 */
  retryFirstMs?: number;
  retryLongestMs?: number;
  /** 200 */
  readMarkPauseMs?: number;
  /** The pause between frames that say that the user is still typing. 2,500 */
  typingPauseMs?: number;
  /** The time after which another user no longer counts as typing. 6,000 */
  typingExpiryMs?: number;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  setTimeout(task: () => void, ms: number): unknown;
  clearTimeout(id: unknown): void;
}

export type ConnectionState =
  | { state: "idle" }
  | { state: "connecting" }
  /** Connected; missed messages are being received. */
  | { state: "catchingUp" }
  | { state: "online" }
  /** Not connected; the next attempt is made `retryInMs` after this event. */
  | { state: "waiting"; retryInMs: number; code: number; reason: string }
  /** No attempts until `connect` is called: the client needs a fix, or the user a new sign-in. */
  | { state: "stopped"; code: number; reason: string };

/** The events, by type. */
export interface ChatsEvents {
  state: ConnectionState;
  /** All missed messages are here, except in chats that are new to the client. */
  caughtUp: { messages: number; ms: number };
  /** A message; each once, and in order within its chat. `replayed` if it had been missed. */
  message: { chatId: number; message: Message; replayed: boolean };
  /** A message of the user is pending, stored, failed or discarded. */
  outgoing: Outgoing;
  /** Anything about the chat has changed, its messages included. */
  chat: Chat;
  /** Another user is typing, or without a text, is not any more. */
  typing: { chatId: number; userId: number; text: string | undefined };
  presence: { chatId: number };
  read: { chatId: number; userId: number; messageId: number };
  /** The user no longer takes part; the chat was dropped. */
  left: { chatId: number };
  /** The server has fewer messages of the chat than were shown here; the chat is loaded anew. */
  reset: { chatId: number };
  consultationUpdate: { active: boolean; consultationId: number };
  clientConnectionError: { userId: number };
  /** A request other than a message was refused. */
  error: { code: number; message: string; request?: string };
  /** A frame that another service has sent through Chats. */
  custom: { type: string; data: unknown };
}

/** The known state of a chat; only the client changes it. */
export interface Chat {
  readonly id: number;
  readonly status: "opened" | "closed";
  readonly version: number;
  readonly opponents: Opponent[];
  /** The newest messages, in order and without a gap, at most `maxMessages`. */
  readonly messages: Message[];
  /** The `seq` of the newest message; 0 while there is none. */
  readonly lastSeq: number;
  /** The `seq` of the oldest message in `messages`. */
  readonly firstSeq: number;
  /** The read marks of the user and of the other side. */
  readonly readSeq: number;
  readonly opponentReadSeq: number;
  /** The number of unread messages, at most 1,000. */
  readonly unread: number;
  /** The text to show, by user. */
  readonly typing: Map<number, string>;
  /** By user, while presence is watched. */
  readonly presence: Map<number, "online" | "offline" | "unknown">;
  /** Returns whether the other side has read this message of the user. */
  isRead(message: Message): boolean;
}

export interface User {
  id: number;
  firstName: string;
  lastName: string;
  middleName: string;
  photo: string;
}

export type UserType = "client" | "doctor" | "operator" | "bot";

export interface Opponent extends User {
  user_type: UserType;
}

export interface Message {
  id: number;
  /** The place of the message in its chat: 1, 2, 3 … */
  seq: number;
  clientMessageId: string;
  insertDate: string;
  chatId: number;
  userId: number;
  sender: UserType;
  status: "recd" | "read";
  type: string;
  text: string;
  params: Record<string, string>;
  file: null | {
    id: string;
    title?: string;
    url?: string;
    thumbnail?: string;
    mimeType?: string;
    insertDate?: string;
    size?: number;
  };
  erased?: true;
  repeated?: true;
}

export interface Draft {
  text?: string;
  /** `message` by default. */
  type?: string;
  params?: Record<string, string>;
  fileId?: string;
  /** Random by default. */
  clientMessageId?: string;
}

export interface Outgoing {
  readonly clientMessageId: string;
  readonly chatId: number;
  readonly type: string;
  readonly text: string;
  readonly params: Record<string, string>;
  readonly fileId?: string;
  /** The time of writing, by the client's clock. */
  readonly createdAt: number;
  readonly state: "pending" | "stored" | "failed" | "discarded";
  /** The reason of the failure; of a pending message, the reason of the last refused attempt. */
  readonly error: null | { code: number; message: string };
  /** The message as it was stored. */
  readonly message?: Message;
}
