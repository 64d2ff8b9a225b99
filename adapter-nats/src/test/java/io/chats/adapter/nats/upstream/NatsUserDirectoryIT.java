package io.chats.adapter.nats.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.domain.id.OrderId;
import io.chats.domain.id.UserId;
import io.chats.domain.model.Profile;
import io.chats.domain.model.UserType;
import io.chats.domain.port.UserDirectory;
import io.chats.testing.contract.UserDirectoryContract;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsUserDirectoryIT extends UserDirectoryContract {

  private static final UserDirectory.Key PATIENT = key(42, UserType.CLIENT, 1);
  private static final UserDirectory.Key SELF = key(42, UserType.CLIENT, 2);
  private static final UserDirectory.Key DOCTOR = key(7, UserType.DOCTOR, 1);
  private static final UserDirectory.Key OPERATOR = key(8, UserType.OPERATOR, 1);
  private static final UserDirectory.Key BOT = key(9, UserType.BOT, 1);

  private Upstreams upstreams;
  private FakeService telemed;
  private FakeService personal;
  private FakeService doctors;

  @BeforeEach
  void start() {
    upstreams = new Upstreams();
    telemed =
        upstreams
            .service(Upstreams.TOPICS.telemed())
            .answers("/consultation/1", "{'data':{'patient_id':420}}")
            .answers("/consultation/2", "{'data':{'patient_id':null}}");
    personal =
        upstreams
            .service(Upstreams.TOPICS.personal())
            .answers("/patients/420/ws", named("Patient"))
            .answers("/user/42", named("Client"))
            .answers("/user/8", named("Operator"))
            .answers("/user/9", named("Bot"));
    doctors = upstreams.service(Upstreams.TOPICS.doctors()).answers("/doctors/7/ws", named("Doc"));
  }

  @AfterEach
  void stop() {
    upstreams.close();
  }

  @Override
  protected UserDirectory directory() {
    return new NatsUserDirectory(upstreams.client(), Upstreams.TOPICS);
  }

  @Override
  protected Set<UserDirectory.Key> known() {
    return Set.of(PATIENT, SELF, DOCTOR, OPERATOR, BOT);
  }

  @Override
  protected Set<UserDirectory.Key> unknown() {
    return Set.of(key(100, UserType.DOCTOR, 1), key(100, UserType.CLIENT, 3));
  }

  @Test
  void asksTheServiceThatKnowsUsersOfThatType() {
    Map<UserDirectory.Key, Profile> found = directory().find(known());
    assertThat(found.get(PATIENT).firstName()).isEqualTo("Patient");
    assertThat(found.get(SELF).firstName()).isEqualTo("Client");
    assertThat(found.get(DOCTOR).firstName()).isEqualTo("Doc");
    assertThat(found.get(OPERATOR).firstName()).isEqualTo("Operator");
    assertThat(found.get(BOT).firstName()).isEqualTo("Bot");
    assertThat(telemed.asked)
        .containsExactlyInAnyOrder("GET /consultation/1 {}", "GET /consultation/2 {}");
    assertThat(doctors.asked).containsExactly("GET /doctors/7/ws {}");
    assertThat(personal.asked)
        .containsExactlyInAnyOrder(
            "GET /patients/420/ws {}", "GET /user/42 {}", "GET /user/8 {}", "GET /user/9 {}");
  }

  @Test
  void asksOnceForAUserOfSeveralOrders() {
    Set<UserDirectory.Key> keys = Set.of(DOCTOR, key(7, UserType.DOCTOR, 2));
    assertThat(directory().find(keys)).containsOnlyKeys(keys);
    assertThat(doctors.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':{'first_name':'A','last_name':'B','middle_name':'C','photo':'D'}}",
        "{'data':{'firstName':'A','lastName':'B','middleName':'C','photo':'D','id':100}}",
        "{'data':{'first_name':null,'firstName':'A','lastName':'B','middle_name':'C','photo':'D'}}",
      })
  void readsTolerantly(String reply) {
    doctors.answers("/doctors/7/ws", reply);
    assertThat(directory().find(Set.of(DOCTOR)))
        .containsEntry(DOCTOR, new Profile(new UserId(7), "A", "B", "C", "D"));
  }

  @Test
  void readsNumbersAndLeavesOutOtherValues() {
    doctors.answers(
        "/doctors/7/ws", "{'data':{'first_name':7,'last_name':['x'],'photo':'\\ud83c'}}");
    assertThat(directory().find(Set.of(DOCTOR)))
        .containsEntry(DOCTOR, new Profile(new UserId(7), "7", "", "", "\uFFFD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':404}}",
        "{'error':{'code':300}}",
        "{'data':{}}",
        "{'data':{'patient_id':0}}",
        "{'data':{'patient_id':'x'}}",
        "rubbish",
        "{'data':{'patientId':'421'}}"
      })
  void showsTheClientWhereThereIsNoPatientToShow(String consultation) {
    telemed.answers("/consultation/1", consultation);
    assertThat(directory().find(Set.of(PATIENT)).get(PATIENT).firstName()).isEqualTo("Client");
  }

  @Test
  void givesUpInTimeOnUsersWithoutReply() {
    doctors.answers("/doctors/7/ws", "");
    UserDirectory hasty =
        new NatsUserDirectory(upstreams.client(Duration.ofMillis(500)), Upstreams.TOPICS);
    long start = System.nanoTime();
    assertThat(hasty.find(known())).containsOnlyKeys(PATIENT, SELF, OPERATOR, BOT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void takesOneTimeOutForAllSteps() {
    telemed.answers("/consultation/1", "");
    personal.answers("/user/42", "");
    UserDirectory hasty =
        new NatsUserDirectory(upstreams.client(Duration.ofMillis(500)), Upstreams.TOPICS);
    long start = System.nanoTime();
    assertThat(hasty.find(Set.of(PATIENT, SELF))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void looksManyUpSideBySide() {
    Set<UserDirectory.Key> many =
        LongStream.rangeClosed(1001, 2000)
            .mapToObj(user -> key(user, UserType.OPERATOR, 1))
            .collect(Collectors.toSet());
    many.forEach(key -> personal.answers("/user/" + key.user(), named("Op")));
    assertThat(directory().find(many)).containsOnlyKeys(many);
  }

  private static String named(String firstName) {
    return "{'data':{'first_name':'" + firstName + "','last_name':'Reed'}}";
  }

  private static UserDirectory.Key key(long user, UserType type, long order) {
    return new UserDirectory.Key(new UserId(user), type, new OrderId(order));
  }
}
