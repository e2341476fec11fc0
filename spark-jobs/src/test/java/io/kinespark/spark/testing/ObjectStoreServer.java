package io.kinespark.spark.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinespark.spark.report.Html;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket in memory that speaks as much of Amazon's S3 as Hadoop's S3A client says to small
 * objects: put, copy, get with ranges, head, list and delete, of any bucket, signed by anyone. It
 * counts the requests.
 */
public final class ObjectStoreServer implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int NOT_FOUND = 404;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private record Stored(byte[] bytes, Instant written) {
    String tag() {
      try {
        byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
        return "\"" + HexFormat.of().formatHex(digest) + "\"";
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has MD5", e);
      }
    }
  }

  private final SortedMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final HttpServer server;

  /** Starts it on a free port of this machine. */
  public ObjectStoreServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext("/", this::handle);
    server.start();
  }

  /** What Hadoop's S3A client has to know of it. */
  public Map<String, String> properties() {
    return Map.of(
        "fs.s3a.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
        "fs.s3a.endpoint.region", "eu-west-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.access.key", "anyone",
        "fs.s3a.secret.key", "anything",
        "fs.s3a.attempts.maximum", "1",
        "fs.s3a.retry.limit", "1");
  }

  /** How many requests of a method there were. */
  public int requests(String method) {
    return requests.computeIfAbsent(method, any -> new AtomicInteger()).get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      requests.computeIfAbsent(method, any -> new AtomicInteger()).incrementAndGet();
      byte[] body = body(exchange);
      String path = exchange.getRequestURI().getPath();
      int slash = path.indexOf('/', 1);
      String key = slash < 0 ? "" : path.substring(slash + 1);
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      synchronized (objects) {
        switch (method) {
          case "PUT" -> put(exchange, key, body);
          case "DELETE" -> {
            objects.remove(key);
            answer(exchange, 204, new byte[0]);
          }
          case "POST" -> deleteAll(exchange, new String(body, StandardCharsets.UTF_8));
          default -> {
            if (key.isEmpty()) {
              list(exchange, query);
            } else {
              get(exchange, key);
            }
          }
        }
      }
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
    if (source == null) {
      Stored stored = new Stored(body, Instant.now());
      objects.put(key, stored);
      exchange.getResponseHeaders().add("ETag", stored.tag());
      answer(exchange, 200, new byte[0]);
      return;
    }
    String decoded = URLDecoder.decode(source, StandardCharsets.UTF_8);
    Stored from = objects.get(decoded.substring(decoded.indexOf('/', 1) + 1));
    if (from == null) {
      notFound(exchange);
      return;
    }
    objects.put(key, new Stored(from.bytes(), Instant.now()));
    xml(
        exchange,
        "<CopyObjectResult><LastModified>%s</LastModified><ETag>%s</ETag></CopyObjectResult>"
            .formatted(Instant.now(), Html.escaped(from.tag())));
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    Stored stored = objects.get(key);
    if (stored == null) {
      notFound(exchange);
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.add("ETag", stored.tag());
    headers.add("Last-Modified", HTTP_DATE.format(stored.written()));
    headers.add("Accept-Ranges", "bytes");
    String asked = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    if (!range.matches()) {
      answer(exchange, 200, stored.bytes());
      return;
    }
    int length = stored.bytes().length;
    int from = Integer.parseInt(range.group(1));
    if (from >= length) {
      answer(exchange, 416, new byte[0]);
      return;
    }
    int to = range.group(2).isEmpty() ? length : Integer.parseInt(range.group(2)) + 1;
    headers.add(
        "Content-Range", "bytes %d-%d/%d".formatted(from, Math.min(to, length) - 1, length));
    answer(exchange, 206, Arrays.copyOfRange(stored.bytes(), from, Math.min(to, length)));
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    int limit = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    TreeSet<String> folders = new TreeSet<>();
    StringBuilder found = new StringBuilder();
    int count = 0;
    String last = "";
    boolean more = false;
    for (Map.Entry<String, Stored> entry : objects.tailMap(prefix).entrySet()) {
      String key = entry.getKey();
      if (!key.startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String name = end < 0 ? key : key.substring(0, end + 1);
      if (name.compareTo(after) <= 0 || folders.contains(name)) {
        continue;
      }
      if (count == limit) {
        more = true;
        break;
      }
      count++;
      last = name;
      if (end >= 0) {
        folders.add(name);
      } else {
        Stored stored = entry.getValue();
        found.append(
            "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                .formatted(
                    encoded(key),
                    stored.written(),
                    Html.escaped(stored.tag()),
                    stored.bytes().length));
      }
    }
    for (String folder : folders) {
      found.append(
          "<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>".formatted(encoded(folder)));
    }
    xml(
        exchange,
        "<ListBucketResult><Prefix>%s</Prefix><EncodingType>url</EncodingType><KeyCount>%d</KeyCount><IsTruncated>%b</IsTruncated>%s%s</ListBucketResult>"
            .formatted(
                encoded(prefix),
                count,
                more,
                more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "",
                found));
  }

  private void deleteAll(HttpExchange exchange, String request) throws IOException {
    Matcher key = KEY.matcher(request);
    while (key.find()) {
      objects.remove(key.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }
    xml(exchange, "<DeleteResult></DeleteResult>");
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : raw == null ? List.<String>of() : List.of(raw.split("&"))) {
      String[] sides = pair.split("=", 2);
      query.put(
          sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /** The body; that of signed streams comes in chunks of {@code size;signature}, in hexadecimal. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    String form = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
    if (form == null || !form.startsWith("STREAMING-")) {
      return sent;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int position = 0;
    int size = -1;
    while (size != 0) {
      int line = position;
      while (sent[line] != '\r') {
        line++;
      }
      String head = new String(sent, position, line - position, StandardCharsets.US_ASCII);
      size = Integer.parseInt(head.substring(0, head.indexOf(';')), 16);
      whole.write(sent, line + 2, size);
      position = line + 2 + size + 2;
    }
    return whole.toByteArray();
  }

  private static void notFound(HttpExchange exchange) throws IOException {
    byte[] error =
        "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);
    answer(exchange, NOT_FOUND, error);
  }

  private static void xml(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
