package io.chats.adapter.nats.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which error a wrong field leads to (spec 4). */
class FieldRulesTest {

  private BusDriver bus;

  @BeforeEach
  void start() {
    bus = new BusDriver();
  }

  @AfterEach
  void nothingWasDone() {
    assertThat(bus.chats.calls).isEmpty();
    assertThat(bus.reports).isEmpty();
    bus.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /chats/chats            | {}                                               | 1403",
        "GET  | /ws/client/sessions     | {}                                               | 1403",
        "GET  | /ws/client/sessions     | {'user_id':'7'}                                  | 1201",
        "POST | /ws/client/disconnect   | {'reason':'blocked'}                             | 1403",
        "POST | /ws/client/disconnect   | {'user_id':7,'reason':7}                         | 1201",
        "GET  | /chats/chats            | null                                             | 1403",
        "GET  | /chats/chats            | {'user_id':7,'before_chat_id':-1}                | 1402",
        "GET  | /chats/chat             | {'user_id':7}                                    | 1402",
        "GET  | /chats/chat             | {'chat_id':1}                                    | 1403",
        "GET  | /order/chats            | null                                             | 1201",
        "GET  | /order/chats            | []                                               | 1201",
        "GET  | /order/chats            | {}                                               | 1201",
        "GET  | /order/chats            | [7]                                              | 1201",
        "GET  | /order/chats            | [null]                                           | 1201",
        "GET  | /order/chats            | [{'opponent_id':7}]                              | 1405",
        "GET  | /order/chats            | [{'order_id':5,'opponent_id':7},{'order_id':5}]  | 1403",
        "GET  | /chats/info             | {'user_id':7}                                    | 1402",
        "GET  | /chats/info             | {'user_id':7,'chats_id':[1,0]}                   | 1402",
        "GET  | /chats/info             | {'user_id':7,'chats_id':[null]}                  | 1402",
        "GET  | /chats/info             | {'user_id':7,'chats_id':[-1]}                    | 1402",
        "GET  | /chats/info             | {'user_id':7,'chats_id':['1']}                   | 1201",
        "GET  | /chats/info             | {'user_id':7,'chats_id':1}                       | 1201",
        "GET  | /chats/info             | {'chats_id':[1]}                                 | 1403",
        "GET  | /chats/chat/recent      | {'user_id':7}                                    | 1402",
        "GET  | /chats/chat/recent      | {'chat_id':1}                                    | 1403",
        "GET  | /chats/chat/recent      | {'chat_id':1,'user_id':7,'message_id':-1}        | 1406",
        "GET  | /chats/chat/history     | {'chat_id':1,'user_id':7,'message_id':'x'}       | 1201",
        "POST | /chats/new              | {}                                               | 1405",
        "POST | /chats/new              | {'order_id':5,'request_id':7}                    | 1201",
        "POST | /chats/new              | {'order_id':5,'request_id':'\\ud83c'}            | 1201",
        "POST | /chats/user/subscribe   | {'user_id':7,'user_type':'bot'}                  | 1402",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_type':'bot'}                  | 1403",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7}                        | 1404",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7,'user_type':null}       | 1404",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7,'user_type':''}         | 1404",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7,'user_type':'Client'}   | 1404",
        "POST | /chats/user/subscribe   | {'chat_id':1,'user_id':7,'user_type':1}          | 1201",
        "POST | /chats/user/unsubscribe | {'user_id':7}                                    | 1402",
        "POST | /chats/user/unsubscribe | {'chat_id':1}                                    | 1403",
        "PUT  | /chats/user/subscribe   | {'old_user_id':7,'new_user_id':8}                | 1402",
        "PUT  | /chats/user/subscribe   | {'chat_id':1,'new_user_id':8}                    | 1403",
        "PUT  | /chats/user/subscribe   | {'chat_id':1,'old_user_id':7}                    | 1403",
        "POST | /chats/message          | {'user_id':7,'type':'message'}                   | 1402",
        "POST | /chats/message          | {'chat_id':1,'type':'message'}                   | 1403",
        "POST | /chats/message          | {'chat_id':1,'user_id':7}                        | 351",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'typing'}        | 351",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':7}               | 1201",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'message','message':7}   "
            + "     | 1201",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'message','params':7}    "
            + "     | 1201",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'message','params':['a']}"
            + "     | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','params':{'a':1}}   | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','params':{'a':null}} | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','params':{'\\ud83c':'a'}} | 1201",
        "POST | /chats/message          | {'chat_id':1,'user_id':7,'type':'message','file_id':7}   "
            + "     | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','file_id':'\\ud83c'} | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','client_message_id':7} | 1201",
        "POST | /chats/message          |"
            + " {'chat_id':1,'user_id':7,'type':'message','client_message_id':'\\udf3f'} | 1201",
        "POST | /chats/status           | {}                                               | 1402",
        "POST | /ws/client/message      | {'type':'t','data':{}}                           | 1403",
        "POST | /ws/client/message      | {'user_id':7,'data':{}}                          | 1404",
        "POST | /ws/client/message      | {'user_id':7,'type':'','data':{}}                | 1404",
        "POST | /ws/client/message      | {'user_id':7,'type':null,'data':{}}              | 1404",
        "POST | /ws/client/message      | {'user_id':7,'type':7,'data':{}}                 | 1201",
        "POST | /ws/client/message      | {'user_id':7,'type':'t','data':[1]}              | 1201",
        "POST | /ws/client/message      | {'user_id':7,'type':'t','data':'x'}              | 1201",
        "POST | /ws/client/message      | {'data':{'active':true,'consultationId':3}}      | 1403",
        "POST | /ws/client/message      | {'user_id':7,'data':{'active':1,'consultationId':3}}     "
            + "     | 1201",
        "POST | /ws/client/consultation/update | {'data':{'active':true,'consultationId':3}}       "
            + "     | 1403",
        "POST | /ws/client/consultation/update | {'user_id':7}                                     "
            + "     | 1201",
        "POST | /ws/client/consultation/update | {'user_id':7,'data':{'active':true}}              "
            + "     | 1201",
        "POST | /ws/client/consultation/update | {'user_id':7,'data':{'consultationId':3}}         "
            + "     | 1201",
        "POST | /ws/client/consultation/update |"
            + " {'user_id':7,'data':{'active':true,'consultationId':0}} | 1201",
      })
  void hasItsOwnError(String method, String path, String body, int code) {
    assertThat(bus.code(method, path, body.replace('\'', '"'))).isEqualTo(code);
    assertThat(bus.traffic.element()).endsWith(" " + code);
  }

  @ParameterizedTest
  @CsvSource({
    "null, 1403",
    "0, 1403",
    "-0, 1403",
    "-1, 1403",
    "-9223372036854775808, 1403",
    "-99999999999999999999, 1403",
    "9223372036854775808, 1201",
    "99999999999999999999, 1201",
    "1.0, 1201",
    "1.5, 1201",
    "-1.5, 1201",
    "1e2, 1201",
    "1e999999999, 1201",
    "\"7\", 1201",
    "true, 1201",
    "[], 1201",
    "{}, 1201",
  })
  void isOneForEachWayToBeNoId(String value, int code) {
    assertThat(bus.code("GET", "/chats/chats", "{\"user_id\":" + value + "}")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536", "99999999999999999999", "1.5", "\"5\"", "true", "{}"})
  void isABadRequestForABadCount(String value) {
    assertThat(bus.code("GET", "/chats/chats", "{\"user_id\":7,\"count\":" + value + "}"))
        .isEqualTo(1201);
  }
}
