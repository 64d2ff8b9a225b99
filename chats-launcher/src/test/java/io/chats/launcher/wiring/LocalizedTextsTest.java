package io.chats.launcher.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.chats.application.reminder.ReminderText;
import io.chats.domain.model.UserType;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LocalizedTextsTest {

  @Test
  void remindersSayWhoHasWritten() {
    assertThat(new LocalizedTexts(Locale.ENGLISH).reminder(UserType.DOCTOR))
        .isEqualTo(new ReminderText("New message from your doctor", "Open the chat to read it."));
    assertThat(new LocalizedTexts(Locale.of("ru")).reminder(UserType.DOCTOR))
        .isEqualTo(new ReminderText("Новое сообщение от врача", "Откройте чат, чтобы прочитать."));
  }

  @Test
  void thereIsATextForEveryTypeInEveryLanguage() {
    for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.of("ru")}) {
      LocalizedTexts texts = new LocalizedTexts(locale);
      for (UserType type : UserType.values()) {
        assertThat(texts.reminder(type).title()).isNotBlank();
        assertThat(texts.of(type)).isNotBlank();
      }
    }
  }

  @Test
  void othersReadEnglish() {
    assertThat(new LocalizedTexts(Locale.FRENCH).reminder(UserType.OPERATOR).title())
        .isEqualTo("New message from your operator");
  }
}
