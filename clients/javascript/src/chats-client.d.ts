/** A client of Chats. All events come in order, and never from within a call that is not theirs. */
export class ChatsClient {
  /** @throws TypeError if an option is missing or of the wrong kind */
  constructor(options: ChatsClientOptions);

  /** Listens; returns what ends it. A listener that throws disturbs nobody else. */
  on<T extends keyof ChatsEvents>(type: T, listener: (event: ChatsEvents[T]) => void): () => void;

  /** Connects, and stays connected until `close`. Also after `stopped`. */
  connect(): void;
  /** Ends the connection and all timers; what is known and what waits is kept for `connect`. */
  close(): void;
  /** Tries again now, or checks the connection: for when a page is shown or a network is back. */
  wake(): void;

  readonly status: ConnectionState;
  /** Who one is; null before the first connection. */
  readonly userId: number | null;

  /** The opened chats one takes part in, and those that were asked for. */
  chats(): Chat[];
  chat(chatId: number): Chat | undefined;
  /** Somebody whose name came along with a chat or message. */
  user(userId: number): User | undefined;

  /** Catches up on this chat from that `seq` on: for one that was seen in an earlier run. */
  track(chatId: number, seq?: number): void;
  /** Puts older messages before those held, as far as they join; returns how many were taken. */
  addHistory(chatId: number, messages: Message[], users?: User[]): number;

  /**
   * Writes a message. It is pending at once, and sent when that is possible; those of one chat are
   * stored in the order in which they were written.
   * @throws RangeError if `maxOutgoing` messages wait, or one with this `clientMessageId` does
   */
  send(chatId: number, draft: Draft): Outgoing;
  /** Messages of one's own that are pending or failed, in order. */
  outgoing(chatId: number): Outgoing[];
  /** Tries a failed message again, with the same id; false if there is no such message. */
  retry(clientMessageId: string): boolean;
  /** Gives a message up. One that is on its way may be stored all the same. */
  discard(clientMessageId: string): boolean;

  /** Marks everything up to that `seq` as read: by default all that is here. */
  markRead(chatId: number, seq?: number): void;
  /** Says that one is typing; to be called at every key, and with false when one stops. */
  typing(chatId: number, isTyping?: boolean): void;
  /** Keeps the presence of the opponents known, over reconnects; returns what ends it. */
  watchPresence(chatId: number): () => void;
  /** Tells that one joined a consultation; false without a connection. */
  join(consultationId: number): boolean;
}

/** A message of the Bus API (`client_message_id` …) as the WebSocket writes it. */
export function messageOfBus(message: Record<string, unknown>): Message;

export interface ChatsClientOptions {
  /** Such as `wss://chats.example/ws/`. */
  url: string;
  /**
   * Gives a token for a connection; called each time. `refused` says that the last one was. No token
   * (null, undefined, "") ends the attempts; a failure is tried again later.
   */
  token(why: { refused: boolean }): Promise<string | null | undefined> | string | null | undefined;
  /** Where there is no global one (Node before 22): that of `ws`. */
  WebSocket?: new (url: string) => unknown;
  clock?: Clock;
  /** From 0 to 1. */
  random?(): number;
  /** A random id for a message; UUIDs by default. */
  newId?(): string;

  /** Messages kept of each chat; older ones are let go. 500 */
  maxMessages?: number;
  /** Messages that may be pending or failed. 500 */
  maxOutgoing?: number;
  /** People whose names are remembered. 2000 */
  maxUsers?: number;
  /** Messages to fetch of a chat that is seen for the first time. 30 */
  backlog?: number;
  /** The first pause before connecting again, and the longest. 500, 30,000 */
  reconnectFirstMs?: number;
  reconnectLongestMs?: number;
  /** How long a connection must last before the pauses are short again. 10,000 */
  stableAfterMs?: number;
  /** 15,000 */
  connectTimeoutMs?: number;
  /** 20,000 */
  syncTimeoutMs?: number;
  /** A ping after so much silence, and a new connection after so much more. 20,000, 10,000 */
  pingIntervalMs?: number;
  pongTimeoutMs?: number;
  /** Without an answer for that long a message is sent again, with the same id. 20,000 */
  ackTimeoutMs?: number;
  /** The first pause before a message is tried again, and the longest. 500, 30,000 */
  retryFirstMs?: number;
  retryLongestMs?: number;
  /** 200 */
  readMarkPauseMs?: number;
  /** Between frames that say that one is still typing. 2,500 */
  typingPauseMs?: number;
  /** How long others are shown typing. 6,000 */
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
  /** Connected; what was missed comes in. */
  | { state: "catchingUp" }
  | { state: "online" }
  /** Not connected, until `retryInMs` have passed since this was said. */
  | { state: "waiting"; retryInMs: number; code: number; reason: string }
  /** Not before `connect` is called: the client must be mended, or the user sign in. */
  | { state: "stopped"; code: number; reason: string };

/** What happens. */
export interface ChatsEvents {
  state: ConnectionState;
  /** All that was missed is here, but for chats that are seen for the first time. */
  caughtUp: { messages: number; ms: number };
  /** A message: of each chat in order, each once. `replayed` if it was fetched. */
  message: { chatId: number; message: Message; replayed: boolean };
  /** One's own message is pending, stored, failed or discarded. */
  outgoing: Outgoing;
  /** Something about the chat has changed, its messages included. */
  chat: Chat;
  /** Somebody is typing; without a text: no longer. */
  typing: { chatId: number; userId: number; text: string | undefined };
  presence: { chatId: number };
  read: { chatId: number; userId: number; messageId: number };
  /** One no longer takes part; the chat is forgotten. */
  left: { chatId: number };
  /** The server has less of the chat than was seen here; it starts anew. */
  reset: { chatId: number };
  consultationUpdate: { active: boolean; consultationId: number };
  clientConnectionError: { userId: number };
  /** A refusal that belongs to no message. */
  error: { code: number; message: string; request?: string };
  /** A frame that another service pushed. */
  custom: { type: string; data: unknown };
}

/** What is known of a chat; only the client changes it. */
export interface Chat {
  readonly id: number;
  readonly status: "opened" | "closed";
  readonly version: number;
  readonly opponents: Opponent[];
  /** In order and without a hole: the newest, at most `maxMessages`. */
  readonly messages: Message[];
  /** The `seq` of the newest message; 0 while there is none. */
  readonly lastSeq: number;
  /** The `seq` of the oldest message that is held. */
  readonly firstSeq: number;
  /** How far one has read oneself, and how far the other side has. */
  readonly readSeq: number;
  readonly opponentReadSeq: number;
  /** Up to 1,000. */
  readonly unread: number;
  /** By user: the text to show. */
  readonly typing: Map<number, string>;
  /** By user, while it is watched. */
  readonly presence: Map<number, "online" | "offline" | "unknown">;
  /** Whether one of the other side has read this message of one's own. */
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
  /** Its place in its chat: 1, 2, 3 … */
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
  /** By the client's clock. */
  readonly createdAt: number;
  readonly state: "pending" | "stored" | "failed" | "discarded";
  /** Why it failed, or while it is pending, why it was not taken the last time. */
  readonly error: null | { code: number; message: string };
  /** As it was stored. */
  readonly message?: Message;
}
