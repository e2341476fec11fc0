package io.kinespark.preprocessing.shard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.FrameTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/** The JSON entry that goes with every packed video. */
final class RecordJson {

  private RecordJson() {}

  static byte[] of(VideoRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", record.id());
      json.writeArrayFieldStart("labels");
      for (int label : record.labels()) {
        json.writeNumber(label);
      }
      json.writeEndArray();
      json.writeStringField("split", record.split().name().toLowerCase(Locale.ROOT));
      if (record.segment() instanceof FrameRange range) {
        json.writeNumberField("first_frame", range.first());
        json.writeNumberField("used_frames", range.count());
      }
      json.writeNumberField("frames", record.facts().frames());
      json.writeNumberField("fps", record.facts().fps());
      FrameTimes times = record.facts().times();
      if (!times.isEven()) {
        json.writeArrayFieldStart("frame_seconds");
        for (long tick : times.ticks()) {
          json.writeNumber(tick / times.ticksPerSecond());
        }
        json.writeEndArray();
      }
      json.writeNumberField("width", record.facts().width());
      json.writeNumberField("height", record.facts().height());
      json.writeStringField("codec", record.facts().codec());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
