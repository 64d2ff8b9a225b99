package io.chats.adapter.mysql.connection;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Makes the sockets of the driver, which creates it by its name ({@code socketFactory}), one for
 * each connection. The driver gives a connection up once an answer has not come in time. Java then
 * would close a socket with TLS 1.3 only after waiting as long once more for the other side to
 * agree: a call of a frozen server would take twice as long as its caller waits. These sockets do
 * not wait a second time.
 */
public final class PromptSocketFactory extends StandardSocketFactory {

  @Override
  protected Socket createSocket(PropertySet properties) {
    return new PromptSocket();
  }

  private static final class PromptSocket extends Socket {

    private volatile boolean givenUp;

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) == 1 ? Byte.toUnsignedInt(one[0]) : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
          if (givenUp) {
            throw new SocketException("no answer came in time before");
          }
          try {
            return super.read(target, from, length);
          } catch (SocketTimeoutException e) {
            givenUp = true;
            throw e;
          }
        }
      };
    }
  }
}
