package io.chats.adapter.nats.bus.request;

import io.chats.adapter.nats.bus.reply.ChatReplies;
import io.chats.adapter.nats.bus.reply.WireWriter;
import io.chats.application.api.ChatAdministration;
import io.chats.application.api.ChatReading;
import io.chats.application.api.Chats;
import io.chats.domain.refusal.ErrorCode;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods and paths of all requests of spec 4: the place where a new request is added. */
public final class Router {

  private static final String SEND_FRAME = "/ws/client/message";
  private static final String UPDATE_CONSULTATION = "/ws/client/consultation/update";

  /**
   * A known request; its name is the first of its spellings.
   *
   * @param method the method in upper case
   * @param path the path with a leading slash
   */
  public record Route(String method, String path, BusRequest request) {

    /** Stands for every unknown request, so that metrics have a bounded number of names. */
    public static final Route UNKNOWN =
        new Route(
            "unknown",
            "unknown",
            body -> {
              throw new RejectedRequestException(
                  ErrorCode.UNKNOWN_REQUEST, "there is no such method and path");
            });

    public RequestCall read(RequestBody body) {
      return request.read(body);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private final Map<String, Route> routes = new HashMap<>();

  /**
   * @param zone the time zone of the dates in replies
   * @param maxFrameBytes the largest frame that other services may send to a user
   */
  public Router(Chats chats, ZoneId zone, int maxFrameBytes) {
    ChatReplies replies = new ChatReplies(new WireWriter(zone));
    reading(chats.reading(), replies);
    administration(chats.administration());
    add("POST", new PostMessageRequest(chats.posting(), replies), "/chats/message");
    add("POST", new SendFrameRequest(chats.notification(), maxFrameBytes), SEND_FRAME);
    add("GET", new FindSessionsRequest(chats.control(), replies), "/ws/client/sessions");
    add("POST", new DisconnectRequest(chats.control()), "/ws/client/disconnect");
    add("POST", new UpdateConsultationRequest(chats.notification()), UPDATE_CONSULTATION);
  }

  /** The route of a request; {@link Route#UNKNOWN} where there is none. */
  public Route find(RequestEnvelope request) {
    Route route = routes.getOrDefault(request.method() + request.path(), Route.UNKNOWN);
    boolean isUpdate =
        route.path().equals(SEND_FRAME) && UpdateConsultationRequest.isMeantBy(request.body());
    return isUpdate ? routes.get("POST" + UPDATE_CONSULTATION) : route;
  }

  /** All spellings of all requests, as {@code METHOD /path}. */
  public Set<String> spellings() {
    return routes.keySet().stream()
        .map(spelling -> spelling.replaceFirst("/", " /"))
        .collect(Collectors.toSet());
  }

  private void reading(ChatReading reading, ChatReplies replies) {
    add("GET", new ListChatsRequest(reading, replies), "/chats/chats");
    add("GET", new GetChatRequest(reading, replies), "/chats/chat");
    add("GET", new OrderChatsRequest(reading, replies), "/order/chats");
    add("GET", new ChatsInfoRequest(reading, replies), "/chats/info");
    add(
        "GET",
        new MessagePageRequest(reading::recent, replies::oldest),
        "/chats/chat/recent",
        "/chats/messages/update");
    add(
        "GET",
        new MessagePageRequest(reading::history, replies::newest),
        "/chats/chat/history",
        "/chats/messages/history");
  }

  private void administration(ChatAdministration administration) {
    add("POST", new OpenChatRequest(administration), "/chats/new");
    add("POST", new SubscribeRequest(administration), "/chats/user/subscribe");
    add("POST", new UnsubscribeRequest(administration), "/chats/user/unsubscribe");
    add("PUT", new HandOverRequest(administration), "/chats/user/subscribe");
    add("POST", new CloseChatRequest(administration), "/chats/status");
  }

  private void add(String method, BusRequest request, String... paths) {
    Route route = new Route(method, paths[0], request);
    for (String path : paths) {
      routes.put(method + path, route);
    }
  }
}
