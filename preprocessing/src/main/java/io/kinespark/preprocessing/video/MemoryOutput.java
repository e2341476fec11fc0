package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file in memory that FFmpeg writes to, in any order. As in {@link AvioBridge}, all outputs share
 * one pair of callbacks, since JavaCPP has ten native entry points for each kind in a JVM, and
 * nothing is thrown through them.
 */
final class MemoryOutput implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int LARGEST = Integer.MAX_VALUE - Long.BYTES;

  /** The callbacks and the open outputs they serve: the one thing here that C code has to find. */
  private static final Callbacks SHARED = new Callbacks();

  private final long number;
  private final AVIOContext context;
  private final long maxBytes;
  private byte[] bytes = new byte[BUFFER_BYTES];
  private int position;
  private int length;
  private Throwable failure;

  private MemoryOutput(long number, AVIOContext context, long maxBytes) {
    this.number = number;
    this.context = context;
    this.maxBytes = Math.min(maxBytes, LARGEST);
  }

  /**
   * Begins a file.
   *
   * @param maxBytes its largest length
   */
  static MemoryOutput open(long maxBytes) {
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    long number = SHARED.numbers.incrementAndGet();
    AVIOContext context =
        buffer.isNull()
            ? null
            : avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                1,
                new AvioBridge.Handle(number),
                null,
                SHARED.writer,
                SHARED.seeker);
    if (context == null) {
      av_free(buffer);
      throw new OutOfMemoryError("No native memory to write a video");
    }
    MemoryOutput output = new MemoryOutput(number, context, maxBytes);
    SHARED.outputs.put(number, output);
    return output;
  }

  AVIOContext context() {
    return context;
  }

  /** The file; what the context still buffers is not in it. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Throws what a callback ran into. */
  void rethrow() throws IOException {
    CallbackFailure.rethrow(failure, "Writing a video to memory failed");
  }

  private int write(BytePointer source, int count) {
    try {
      long end = (long) position + count;
      if (end > maxBytes) {
        throw new EncodingException("the video takes more than " + maxBytes + " bytes");
      }
      if (end > bytes.length) {
        long doubled = Math.min(2L * bytes.length, maxBytes);
        bytes = Arrays.copyOf(bytes, (int) Math.max(end, doubled));
      }
      source.get(bytes, position, count);
      position = (int) end;
      length = Math.max(length, position);
      return count;
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
      return AVERROR_EXTERNAL;
    }
  }

  private long seek(long offset, int whence) {
    if (whence == avformat.AVSEEK_SIZE) {
      return length;
    }
    if (whence != SEEK_SET || offset < 0 || offset > length) {
      return AVERROR_EXTERNAL;
    }
    position = (int) offset;
    return offset;
  }

  @Override
  public void close() {
    SHARED.outputs.remove(number);
    // FFmpeg may have replaced the buffer it was given.
    av_free(context.buffer());
    avio_context_free(context);
  }

  private static final class Callbacks {
    private final Map<Long, MemoryOutput> outputs = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    // Retained, since the class may be initialised within a PointerScope that ends before it.
    private final WriteCallback writer = new WriteCallback().retainReference();
    private final SeekCallback seeker = new SeekCallback().retainReference();
  }

  /** The output of a callback; null, and never a throwable, if it is closed or cannot be found. */
  private static MemoryOutput find(Pointer opaque) {
    try {
      return SHARED.outputs.get(opaque.address());
    } catch (Throwable e) {
      return null;
    }
  }

  private static final class WriteCallback extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer source, int count) {
      MemoryOutput output = find(opaque);
      return output == null ? AVERROR_EXTERNAL : output.write(source, count);
    }
  }

  private static final class SeekCallback extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      MemoryOutput output = find(opaque);
      return output == null ? AVERROR_EXTERNAL : output.seek(offset, whence);
    }
  }
}
