/** Converts a message of the Bus API to the form of the WebSocket API. */
export function messageOfBus(message) {
  return {
    id: message.id,
    seq: message.seq,
    clientMessageId: message.client_message_id,
    insertDate: message.insert_date,
    chatId: message.chat_id,
    userId: message.user_id,
    sender: message.sender,
    status: message.status,
    type: message.type,
    text: message.text,
    params: message.params,
    file: message.file,
    ...(message.erased && { erased: true }),
  };
}
