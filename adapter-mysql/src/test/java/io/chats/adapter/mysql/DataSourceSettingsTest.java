package io.chats.adapter.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceSettingsTest {

  private static final String SECRET = "hunter2";

  @Test
  void hasDefaults() {
    DataSourceSettings settings = DataSourceSettings.builder("db.local", "chats").build();
    assertThat(settings.jdbcUrls()).containsExactly("jdbc:mysql://db.local:3306/chats");
    assertThat(settings.callBudget()).isEqualTo(Duration.ofMillis(750));
    assertThat(settings.poolSize()).isEqualTo(10);
  }

  @Test
  void takesIpv6Addresses() {
    assertThat(DataSourceSettings.builder("::1", "chats").port(3307).build().jdbcUrls())
        .containsExactly("jdbc:mysql://[::1]:3307/chats");
    assertThat(DataSourceSettings.builder("[::1]", "chats").build().jdbcUrls())
        .containsExactly("jdbc:mysql://[::1]:3306/chats");
  }

  @Test
  void refusesABudgetThatCannotBeKept() {
    DataSourceSettings.Builder builder =
        DataSourceSettings.builder("db.local", "chats").callBudget(Duration.ofMillis(499));
    assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    builder.callBudget(Duration.ofMillis(30_001));
    assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitsStatementsALittleBeforeTheirCallersGiveUp() {
    assertThat(MySqlDataSource.sessionLimits(Duration.ofMillis(650)))
        .contains("/*M! ", "max_statement_time = 0.585 */")
        .contains("/*!80000 , max_execution_time = 585 */");
    assertThat(MySqlDataSource.sessionLimits(Duration.ofSeconds(2)))
        .contains("max_statement_time = 1.800 */", "max_execution_time = 1800 */");
  }

  /** Whoever answers in the server's place, elsewhere, would get the password. */
  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "127.0.0.1, true",
    "127.1.2.3, true",
    "::1, true",
    "[::1], true",
    "db.local, false",
    "localhost.example, false",
    "127.0.0.1.example, false",
    "10.0.0.127, false"
  })
  void asksForTheKeyOfAPasswordOnThisMachineAlone(String host, String isAsked) {
    DataSourceSettings settings = DataSourceSettings.builder(host, "chats").build();
    assertThat(MySqlDataSource.propertiesForStores(settings))
        .containsEntry("allowPublicKeyRetrieval", isAsked);
    assertThat(MySqlDataSource.propertiesForMigrations(settings))
        .containsEntry("allowPublicKeyRetrieval", isAsked);
  }

  @Test
  void doesNotShowSecrets() {
    DataSourceSettings settings =
        DataSourceSettings.builder("db.local", "chats")
            .credentials("root", SECRET)
            .driverProperty("trustCertificateKeyStorePassword", SECRET)
            .build();
    assertThat(settings.toString()).doesNotContain(SECRET).contains("db.local");
  }

  @Test
  void letsDriverPropertiesWin() {
    DataSourceSettings settings =
        DataSourceSettings.builder("db.local", "chats")
            .driverProperty("tcpKeepAlive", "false")
            .driverProperty("sslMode", "REQUIRED")
            .build();
    assertThat(MySqlDataSource.propertiesForStores(settings))
        .containsEntry("tcpKeepAlive", "false")
        .containsEntry("sslMode", "REQUIRED")
        .containsEntry("connectionTimeZone", "UTC");
    assertThat(MySqlDataSource.propertiesForMigrations(settings))
        .containsEntry("sslMode", "REQUIRED");
  }
}
