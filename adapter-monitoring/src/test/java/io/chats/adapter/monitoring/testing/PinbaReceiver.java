package io.chats.adapter.monitoring.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Receives datagrams as a Pinba server does, and parses them by Pinba's published message. */
public final class PinbaReceiver implements AutoCloseable {

  private static final int LARGEST = 65_507;
  private static final Descriptor REQUEST = request();

  private final DatagramSocket socket;

  public PinbaReceiver() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Waits for the next request. */
  public Received receive() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      socket.receive(packet);
      return new Received(
          DynamicMessage.parseFrom(REQUEST, Arrays.copyOf(packet.getData(), packet.getLength())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  /** A received request, with all required fields. */
  public record Received(DynamicMessage message) {

    public String text(String field) {
      return ((ByteString) value(field)).toString(UTF_8);
    }

    public Object value(String field) {
      return message.getField(REQUEST.findFieldByName(field));
    }

    /** The tags of the request itself. */
    public Map<String, String> tags() {
      return tags("tag_name", "tag_value");
    }

    /** The tags of its timer. */
    public Map<String, String> timerTags() {
      return tags("timer_tag_name", "timer_tag_value");
    }

    private Map<String, String> tags(String names, String values) {
      Map<String, String> tags = new LinkedHashMap<>();
      List<?> nameNumbers = (List<?>) value(names);
      List<?> valueNumbers = (List<?>) value(values);
      for (int i = 0; i < nameNumbers.size(); i++) {
        tags.put(word(nameNumbers.get(i)), word(valueNumbers.get(i)));
      }
      return tags;
    }

    private String word(Object number) {
      return ((ByteString) ((List<?>) value("dictionary")).get((Integer) number)).toString(UTF_8);
    }
  }

  private static Descriptor request() {
    DescriptorProto message =
        DescriptorProto.newBuilder()
            .setName("Request")
            .addField(
                field("hostname", 1, FieldDescriptorProto.Type.TYPE_BYTES, Label.LABEL_REQUIRED))
            .addField(
                field("server_name", 2, FieldDescriptorProto.Type.TYPE_BYTES, Label.LABEL_REQUIRED))
            .addField(
                field("script_name", 3, FieldDescriptorProto.Type.TYPE_BYTES, Label.LABEL_REQUIRED))
            .addField(
                field(
                    "request_count",
                    4,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REQUIRED))
            .addField(
                field(
                    "document_size",
                    5,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REQUIRED))
            .addField(
                field(
                    "memory_peak", 6, FieldDescriptorProto.Type.TYPE_UINT32, Label.LABEL_REQUIRED))
            .addField(
                field(
                    "request_time", 7, FieldDescriptorProto.Type.TYPE_FLOAT, Label.LABEL_REQUIRED))
            .addField(
                field("ru_utime", 8, FieldDescriptorProto.Type.TYPE_FLOAT, Label.LABEL_REQUIRED))
            .addField(
                field("ru_stime", 9, FieldDescriptorProto.Type.TYPE_FLOAT, Label.LABEL_REQUIRED))
            .addField(
                field(
                    "timer_hit_count",
                    10,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REPEATED))
            .addField(
                field(
                    "timer_value", 11, FieldDescriptorProto.Type.TYPE_FLOAT, Label.LABEL_REPEATED))
            .addField(
                field(
                    "timer_tag_count",
                    12,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REPEATED))
            .addField(
                field(
                    "timer_tag_name",
                    13,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REPEATED))
            .addField(
                field(
                    "timer_tag_value",
                    14,
                    FieldDescriptorProto.Type.TYPE_UINT32,
                    Label.LABEL_REPEATED))
            .addField(
                field("dictionary", 15, FieldDescriptorProto.Type.TYPE_BYTES, Label.LABEL_REPEATED))
            .addField(
                field("status", 16, FieldDescriptorProto.Type.TYPE_UINT32, Label.LABEL_OPTIONAL))
            .addField(
                field("tag_name", 20, FieldDescriptorProto.Type.TYPE_UINT32, Label.LABEL_REPEATED))
            .addField(
                field("tag_value", 21, FieldDescriptorProto.Type.TYPE_UINT32, Label.LABEL_REPEATED))
            .build();
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("pinba.proto")
            .setPackage("Pinba")
            .addMessageType(message)
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Request");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto field(
      String name, int number, FieldDescriptorProto.Type type, Label label) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(label)
        .build();
  }
}
