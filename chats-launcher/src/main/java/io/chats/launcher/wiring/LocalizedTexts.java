package io.chats.launcher.wiring;

import io.chats.application.api.TypingTexts;
import io.chats.application.reminder.ReminderText;
import io.chats.application.reminder.ReminderTexts;
import io.chats.domain.model.UserType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts for users in one language. Immutable. */
public final class LocalizedTexts implements TypingTexts, ReminderTexts {

  private final Map<UserType, String> typing = new EnumMap<>(UserType.class);
  private final Map<UserType, ReminderText> reminders = new EnumMap<>(UserType.class);

  /**
   * @param locale a language without texts of its own gets English
   */
  public LocalizedTexts(Locale locale) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "io.chats.launcher.wiring.texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (UserType type : UserType.values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      typing.put(type, bundle.getString("typing." + name));
      reminders.put(
          type,
          new ReminderText(bundle.getString("reminder." + name), bundle.getString("reminder")));
    }
  }

  @Override
  public String of(UserType type) {
    return typing.get(type);
  }

  @Override
  public ReminderText reminder(UserType author) {
    return reminders.get(author);
  }
}
