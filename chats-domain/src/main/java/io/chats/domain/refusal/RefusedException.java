package io.chats.domain.refusal;

import java.util.Objects;

/**
 * Carries a {@link Refusal} to the caller. Has no stack trace: a refusal is no fault of the code.
 */
public final class RefusedException extends RuntimeException {

  private final Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.explanation(), null, false, false);
    this.refusal = Objects.requireNonNull(refusal);
  }

  public Refusal refusal() {
    return refusal;
  }
}
