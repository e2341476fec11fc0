package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB.Callback_Pointer;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * FFmpeg's read, seek and interrupt callbacks. JavaCPP has ten native entry points for each kind of
 * callback in a JVM, so all decoders share one of each, and FFmpeg's {@code opaque} argument
 * carries the number under which a decoder's input is registered while it is open.
 *
 * <p>Nothing is thrown through C code, which would end the JVM: whatever happens in a callback is
 * kept and thrown by {@link Attached#rethrow}, errors as errors.
 */
final class AvioBridge {

  private static final int SEEK_SET = 0;
  private static final int SEEK_CURRENT = 1;
  private static final int SEEK_END = 2;
  private static final int SEEK_FORCE = 0x20000;

  /** The callbacks and the open inputs they serve: the one thing here that C code has to find. */
  private static final AvioBridge SHARED = new AvioBridge();

  private final Map<Long, Attached> inputs = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  // Retained, since the class may be initialised within a PointerScope that ends before it.
  private final ReadCallback reader = new ReadCallback().retainReference();
  private final SeekCallback seeker = new SeekCallback().retainReference();
  private final InterruptCallback interrupter = new InterruptCallback().retainReference();

  private AvioBridge() {}

  static AvioBridge shared() {
    return SHARED;
  }

  Attached attach(VideoInput input, Deadline deadline) {
    Attached attached = new Attached(numbers.incrementAndGet(), input, deadline);
    inputs.put(attached.number, attached);
    return attached;
  }

  void detach(Attached attached) {
    inputs.remove(attached.number);
  }

  Read_packet_Pointer_BytePointer_int reader() {
    return reader;
  }

  Seek_Pointer_long_int seeker() {
    return seeker;
  }

  Callback_Pointer interrupter() {
    return interrupter;
  }

  /** The input of a callback; null, and never a throwable, if it is closed or cannot be found. */
  private Attached find(Pointer opaque) {
    try {
      return inputs.get(opaque.address());
    } catch (Throwable e) {
      return null;
    }
  }

  /** One registered input with its position and the failure that a callback could not throw. */
  static final class Attached {

    private final long number;
    private final VideoInput input;
    private final Deadline deadline;
    private byte[] buffer = new byte[0];
    private long position;
    private Throwable failure;

    private Attached(long number, VideoInput input, Deadline deadline) {
      this.number = number;
      this.input = input;
      this.deadline = deadline;
    }

    Pointer opaque() {
      return new Handle(number);
    }

    /**
     * Throws what a callback ran into, so that an error of the file system keeps its cause, or that
     * the time is up.
     */
    void rethrow() throws IOException {
      CallbackFailure.rethrow(failure, "Reading " + input.name() + " failed");
      deadline.check();
    }

    /** FFmpeg may go on after a failure, and fail again for its sake. */
    private void keep(Throwable e) {
      failure = failure == null ? e : failure;
    }

    private boolean isOverdue() {
      try {
        return failure != null || deadline.isOver();
      } catch (Throwable e) {
        keep(e);
        return true;
      }
    }

    private int read(BytePointer target, int count) {
      try {
        deadline.check();
        if (buffer.length < count) {
          buffer = new byte[count];
        }
        int read = input.read(position, buffer, count);
        if (read <= 0) {
          return AVERROR_EOF;
        }
        target.put(buffer, 0, read);
        position += read;
        return read;
      } catch (Throwable e) {
        keep(e);
        return AVERROR_EXTERNAL;
      }
    }

    private long seek(long offset, int whence) {
      try {
        return seekTo(offset, whence);
      } catch (Throwable e) {
        keep(e);
        return AVERROR_EXTERNAL;
      }
    }

    private long seekTo(long offset, int whence) {
      long target =
          switch (whence & ~SEEK_FORCE) {
            case SEEK_SET -> offset;
            case SEEK_CURRENT -> position + offset;
            case SEEK_END -> input.length() + offset;
            case avformat.AVSEEK_SIZE -> -1;
            default -> -2;
          };
      if (target == -1) {
        return input.length();
      }
      if (target < 0) {
        return AVERROR_EXTERNAL;
      }
      position = target;
      return target;
    }
  }

  /** A number in the place of C's pointer to anything. */
  static final class Handle extends Pointer {
    Handle(long number) {
      address = number;
    }
  }

  private static final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer target, int count) {
      Attached attached = SHARED.find(opaque);
      return attached == null ? AVERROR_EXTERNAL : attached.read(target, count);
    }
  }

  /** Makes FFmpeg's own loops over a container end when the video's time is up. */
  private static final class InterruptCallback extends Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      Attached attached = SHARED.find(opaque);
      return attached == null || attached.isOverdue() ? 1 : 0;
    }
  }

  private static final class SeekCallback extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      Attached attached = SHARED.find(opaque);
      return attached == null ? AVERROR_EXTERNAL : attached.seek(offset, whence);
    }
  }
}
