package io.chats.application.testing;

import io.chats.domain.id.UserId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes calls of ports fail that are about certain users, as when a row of theirs holds a value
 * that nobody knows. They fail with an error, which must end no loop either.
 */
public final class UnreadableUsers {

  private final Set<Call> failing = ConcurrentHashMap.newKeySet();

  private record Call(Class<?> port, UserId user) {}

  /** Makes the calls of a port about that user fail. */
  public void add(Class<?> port, UserId user) {
    failing.add(new Call(port, user));
  }

  /** Makes them succeed again. */
  public void repair(Class<?> port, UserId user) {
    failing.remove(new Call(port, user));
  }

  /** The port, some of whose calls fail: the first argument of each is a user, or has users. */
  <T> T in(Class<T> port, T real) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (arguments != null && isUnreadable(port, arguments[0])) {
            throw new StackOverflowError("a user who cannot be read");
          }
          return call(real, method, arguments);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private boolean isUnreadable(Class<?> port, Object argument) {
    Collection<?> users = argument instanceof Collection<?> many ? many : List.of(argument);
    return users.stream()
        .anyMatch(user -> user instanceof UserId id && failing.contains(new Call(port, id)));
  }
}
