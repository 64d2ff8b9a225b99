package io.chats.launcher.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;

/** The part of the playground that belongs to one participant. */
record PersonPanel(Locator root) {

  Locator field() {
    return root.getByRole(AriaRole.TEXTBOX);
  }

  /** Writes a message and presses Enter. */
  void say(String text) {
    field().fill(text);
    field().press("Enter");
  }

  /** The texts of the messages, from top to bottom. */
  Locator texts() {
    return root.locator(".message .text");
  }

  /** The messages with that text. */
  Locator messages(String text) {
    return root.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Fails unless the ticks of an own message say this: waiting, stored, read. */
  void assertTicks(String text, String meaning) {
    assertThat(messages(text).getByRole(AriaRole.IMG)).hasAccessibleName(meaning);
  }

  void assertSees(String text) {
    assertThat(root).containsText(text, new ContainsTextOptions().setUseInnerText(true));
  }

  void assertDoesNotSee(String text) {
    assertThat(root).not().containsText(text, new ContainsTextOptions().setUseInnerText(true));
  }

  Locator network() {
    return root.getByRole(AriaRole.SWITCH);
  }

  /** The box that decides whether arriving messages are read. */
  Locator reads() {
    return root.getByRole(AriaRole.CHECKBOX);
  }
}
