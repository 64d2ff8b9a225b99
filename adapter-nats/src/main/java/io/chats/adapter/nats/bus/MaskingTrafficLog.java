package io.chats.adapter.nats.bus;

import io.chats.adapter.nats.bus.dispatch.RequestTask;
import io.chats.adapter.nats.json.MaskedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request and its reply, masked ({@code SDK_LOG}). */
public final class MaskingTrafficLog implements TrafficLog {

  private static final Logger LOG = LoggerFactory.getLogger(MaskingTrafficLog.class);

  @Override
  public void request(String id, byte[] request) {
    LOG.atInfo()
        .addKeyValue(RequestTask.REQUEST, id)
        .log("bus request: {}", MaskedJson.of(request));
  }

  @Override
  public void reply(String id, byte[] reply) {
    LOG.atInfo()
        .addKeyValue(RequestTask.REQUEST, id)
        .log("bus reply: {}", MaskedJson.ofOwnReply(reply));
  }
}
