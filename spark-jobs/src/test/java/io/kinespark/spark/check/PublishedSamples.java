package io.kinespark.spark.check;

import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A few videos of each public data set, laid out and annotated as its publisher or a code base
 * does; names and labels are invented.
 */
final class PublishedSamples {
  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int FRAMES = 20;
  private static final double FPS = 10;
  private static final int CLASSES = 174;

  private final Path folder;
  private byte[] video = {};
  private byte[] image = {};

  PublishedSamples(Path folder) {
    this.folder = folder;
  }

  /** Writes the sample for a file of {@code conf/datasets}. */
  void write(String dataset) throws IOException {
    switch (dataset) {
      case "activitynet13-mmaction2" -> activityNetLists();
      case "activitynet13-segments", "activitynet13-untrimmed" -> activityNet();
      case "fcvid" -> fcvid();
      case "kinetics400-official" -> kinetics();
      case "kinetics400-pyslowfast" -> pySlowFast();
      case "kinetics400-mmaction2" -> mmaction();
      case "kinetics400-mvfnet" -> mvfNet();
      case "list" -> list();
      case "minikinetics200-arnet" -> arNet();
      case "minikinetics200-s3d" -> miniKinetics();
      case "sthv1-file", "sthv1-sorted" -> somethingV1();
      case "sthv2" -> somethingV2();
      case "sthv2-frames" -> somethingV2Frames();
      default -> throw new IllegalArgumentException("There is no sample for " + dataset);
    }
  }

  private void activityNetLists() throws IOException {
    text("activitynet/action_name.csv", "Action", "Bowling", "Archery");
    text(
        "activitynet/anet_train_clip.txt",
        "v_AbCdEfGhIjK 3 10 1",
        "v_AbCdEfGhIjK 15 100 1",
        "v_-missing_00 0 9 0",
        "v_AbCdEfGhIjK 3 10 2");
    text("activitynet/anet_val_clip.txt", "v_-b_dEfGhIjK 0 5 0");
    videos("activitynet/videos", "v_AbCdEfGhIjK.mp4", "v_-b_dEfGhIjK.webm");
  }

  private void activityNet() throws IOException {
    text(
        "activitynet/activity_net.v1-3.min.json",
        "{\"version\":\"VERSION 1.3\",\"taxonomy\":[],\"database\":{",
        entry("AbCdEfGhIjK", "training", "[0.3,1.0],Archery", "[1.2,9.0],Bowling") + ",",
        entry("-b_dEfGhIjK", "training", "[0.5,0.5],Bowling", "[0.0,0.5],Bowling") + ",",
        entry("missing_000", "training", "[0.0,1.0],Archery") + ",",
        entry("_cCdEfGhIjK", "validation", "[0.0,1.5],Archery") + "}}");
    videos("activitynet/videos", "v_AbCdEfGhIjK.mp4", "v_-b_dEfGhIjK.mkv", "v__cCdEfGhIjK.mp4");
  }

  private static String entry(String id, String subset, String... segments) {
    String annotations =
        List.of(segments).stream()
            .map(
                segment -> {
                  int comma = segment.lastIndexOf(',');
                  return "{\"segment\":%s,\"label\":\"%s\"}"
                      .formatted(segment.substring(0, comma), segment.substring(comma + 1));
                })
            .collect(Collectors.joining(","));
    return "\"%s\":{\"duration\":2.0,\"subset\":\"%s\",\"annotations\":[%s]}"
        .formatted(id, subset, annotations);
  }

  private void fcvid() throws IOException {
    text("fcvid/classInd.txt", "0,accordionPerformance", "1,hiking", "2,mountain", "3,taiChiChuan");
    text(
        "fcvid/fcvid_train_split.txt",
        "taiChiChuan/AbCdEfGhIjK,20,3",
        "multiple/hiking_mountain/AbCdEfGhIj2,20,1,2",
        "hiking/-missing_00,20,1",
        "hiking/AbCdEfGhIj3,3,1");
    text("fcvid/fcvid_val_split.txt", "accordionPerformance/AbCdEfGhIj4,20,0");
    videos(
        "fcvid/videos",
        "taiChiChuan/AbCdEfGhIjK.mp4",
        "multiple/hiking_mountain/AbCdEfGhIj2.flv",
        "accordionPerformance/AbCdEfGhIj4.mp4");
  }

  private void kinetics() throws IOException {
    text(
        "kinetics400/annotations/kinetics_train.csv",
        "label,youtube_id,time_start,time_end,split,is_cc",
        "juggling balls,AbCdEfGhIjK,12,22,train,0",
        "\"massaging person's head\",-bCd_fGhI-1,0,10,train,1",
        "\"hurling (sport)\",missing_000,103,113,train,0",
        "juggling balls,AbCdEfGhIj3,twelve,22,train,0");
    text(
        "kinetics400/annotations/kinetics_val.csv",
        "label,youtube_id,time_start,time_end,split",
        "hurling (sport),Zz0_000000x,103,113,validate");
    videos(
        "kinetics400",
        "videos_train/juggling_balls/AbCdEfGhIjK_000012_000022.mp4",
        "videos_train/massaging_persons_head/-bCd_fGhI-1_000000_000010.mp4",
        "videos_val/hurling_(sport)/Zz0_000000x_000103_000113.mkv");
  }

  private void pySlowFast() throws IOException {
    kinetics();
    text(
        "kinetics400/train.csv",
        "videos_train/juggling_balls/AbCdEfGhIjK_000012_000022.mp4 1",
        "videos_train/massaging_persons_head/-bCd_fGhI-1_000000_000010.mp4 2",
        "videos_train/juggling_balls/missing_000_000001_000011.mp4 1",
        "videos_train/juggling_balls/AbCdEfGhIj3_000012_000022.mp4");
    text("kinetics400/val.csv", "videos_val/hurling_(sport)/Zz0_000000x_000103_000113.mkv 0");
  }

  private void mmaction() throws IOException {
    kinetics();
    text(
        "kinetics400/label_map_k400.txt",
        "hurling (sport)",
        "juggling balls",
        "massaging person's head");
    text(
        "kinetics400/kinetics400_train_list_videos.txt",
        "juggling_balls/AbCdEfGhIjK_000012_000022.mp4 1",
        "massaging_persons_head/-bCd_fGhI-1_000000_000010.mp4 2",
        "juggling_balls/missing_000_000001_000011.mp4 1",
        "juggling_balls/AbCdEfGhIj3_000012_000022.mp4 3");
    text(
        "kinetics400/kinetics400_val_list_videos.txt",
        "hurling_(sport)/Zz0_000000x_000103_000113.mkv 0");
  }

  private void mvfNet() throws IOException {
    text("kinetics400/kinetics-400_label_map.txt", "archery", "juggling balls");
    text(
        "kinetics400/train_rgb.txt",
        "juggling_balls/AbCdEfGhIjK 20 1",
        "archery/AbCdEfGhIj2 20 0",
        "archery/missing_000 20 0",
        "archery/AbCdEfGhIj2 twenty 0");
    text("kinetics400/val_rgb.txt", "archery/AbCdEfGhIj4 20 0");
    images("kinetics400/rawframes_train/juggling_balls/AbCdEfGhIjK", "img_%05d.jpg");
    images("kinetics400/rawframes_train/archery/AbCdEfGhIj2", "img_%05d.jpg");
    images("kinetics400/rawframes_val/archery/AbCdEfGhIj4", "img_%05d.jpg");
  }

  private void list() throws IOException {
    text("list/classes.txt", "öffnen", "schließen");
    text(
        "list/train.txt",
        "a clip with spaces.mp4 0",
        "Tür/schließen.mp4 1",
        "none.mp4 1",
        "Tür/schließen.mp4 2");
    text("list/val.txt", "c.mp4 0");
    videos("list", "a clip with spaces.mp4", "Tür/schließen.mp4", "c.mp4");
  }

  private void arNet() throws IOException {
    text("minikinetics/minik_classInd.txt", "0,archery", "1,juggling balls");
    text(
        "minikinetics/mini_train_videofolder.txt",
        "juggling_balls/AbCdEfGhIjK 20 1",
        "archery/AbCdEfGhIj2 20 0",
        "archery/missing_000 20 0",
        "archery/AbCdEfGhIj2 20");
    text("minikinetics/mini_val_videofolder.txt", "archery/AbCdEfGhIj4 20 0");
    images("minikinetics/frames/juggling_balls/AbCdEfGhIjK", "image_%05d.jpg");
    images("minikinetics/frames/archery/AbCdEfGhIj2", "image_%05d.jpg");
    images("minikinetics/frames/archery/AbCdEfGhIj4", "image_%05d.jpg");
  }

  private void miniKinetics() throws IOException {
    text("kinetics400/class_id-mini.json", "{\"tossing salad\": 0, \"flying kite\": 1}");
    String header = "label,youtube_id,time_start,time_end,split,is_cc";
    text(
        "kinetics400/kinetics-mini_train.csv",
        header,
        "flying kite,AbCdEfGhIjK,12,22,train,0",
        "tossing salad,AbCdEfGhIj2,0,10,train,0",
        "tossing salad,missing_000,0,10,train,0",
        "archery,AbCdEfGhIj3,0,10,train,0");
    text("kinetics400/kinetics-mini_val.csv", header, "flying kite,AbCdEfGhIj4,1,11,validate,0");
    videos(
        "kinetics400",
        "train/flying kite/AbCdEfGhIjK_000012_000022.mp4",
        "train/tossing salad/AbCdEfGhIj2_000000_000010.mp4",
        "val/flying kite/AbCdEfGhIj4_000001_000011.mp4");
  }

  private void somethingV1() throws IOException {
    text("sthv1/something-something-v1-labels.csv", fileOrder());
    text(
        "sthv1/something-something-v1-train.csv",
        "4711;" + sortedNames().get(86),
        "12;" + sortedNames().get(0),
        "99;" + sortedNames().get(1),
        "13;Eating something");
    text("sthv1/something-something-v1-validation.csv", "14;" + sortedNames().get(87));
    for (String id : List.of("4711", "12", "14")) {
      images("sthv1/20bn-something-something-v1/" + id, "%05d.jpg");
    }
  }

  /** Names in the order of the sorted list, three pairs of which differ in left and right. */
  private static List<String> sortedNames() {
    List<String> names =
        new ArrayList<>(
            IntStream.range(0, CLASSES).mapToObj("%03d, something"::formatted).toList());
    for (int left : new int[] {86, 93, 166}) {
      String same = "%03d Moving something to the ".formatted(left);
      names.set(left, same + "left");
      names.set(left + 1, same + "right");
    }
    return names;
  }

  /** The same names in the order of the file, where the pairs have other places. */
  private static String[] fileOrder() {
    int[] from = {86, 87, 93, 94, 166, 167};
    int[] to = {2, 4, 30, 41, 52, 66};
    String[] file = new String[CLASSES];
    List<String> rest = new ArrayList<>(sortedNames());
    for (int i = 0; i < from.length; i++) {
      file[to[i]] = sortedNames().get(from[i]);
      rest.remove(file[to[i]]);
    }
    for (int i = 0; i < CLASSES; i++) {
      file[i] = file[i] == null ? rest.remove(0) : file[i];
    }
    return file;
  }

  private void somethingV2() throws IOException {
    somethingV2Labels();
    text(
        "sthv2/something-something-v2-train.json",
        "[" + clip("900001", 86) + "," + clip("900002", 0) + "," + clip("900003", 1),
        ",{\"id\":\"900004\",\"label\":\"holding a cup\",\"template\":\"Holding [something]\"}]");
    text("sthv2/something-something-v2-validation.json", "[" + clip("900005", 87) + "]");
    videos("sthv2/20bn-something-something-v2", "900001.webm", "900002.webm", "900005.webm");
  }

  private void somethingV2Labels() throws IOException {
    List<String> names = sortedNames();
    text(
        "sthv2/something-something-v2-labels.json",
        IntStream.range(0, CLASSES)
            .mapToObj(i -> "\"%s\":\"%d\"".formatted(names.get(i), i))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static String clip(String id, int label) {
    String template = sortedNames().get(label).replace("something", "[something]");
    return "{\"id\":\"%s\",\"label\":\"a cup\",\"template\":\"%s\",\"placeholders\":[\"a cup\"]}"
        .formatted(id, template);
  }

  private void somethingV2Frames() throws IOException {
    somethingV2Labels();
    text(
        "sthv2/something-something-v2-train.json",
        "[" + clip("900001", 86) + "," + clip("900002", 0) + "," + clip("900003", 1) + "]");
    text("sthv2/something-something-v2-validation.json", "[" + clip("900005", 87) + "]");
    text("sthv2/train.csv", rows("900001", "900002", "900003"));
    text("sthv2/val.csv", rows("900005"));
    for (String id : List.of("900001", "900002", "900005")) {
      images("sthv2/frames/" + id, id + "_%06d.jpg");
    }
  }

  private static String[] rows(String... ids) {
    List<String> rows = new ArrayList<>();
    rows.add("original_vido_id video_id frame_id path labels");
    for (int video = 0; video < ids.length; video++) {
      for (int frame = 0; frame < FRAMES; frame++) {
        rows.add(
            "%s %d %d %s/%s_%06d.jpg \"\""
                .formatted(ids[video], video, frame, ids[video], ids[video], frame + 1));
      }
    }
    return rows.toArray(String[]::new);
  }

  private void text(String file, String... lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines));
  }

  private void videos(String root, String... files) throws IOException {
    if (video.length == 0) {
      try (VideoEncoder encoder = VideoEncoder.open("mp4", SIZE, EncodeOptions.h264(FPS))) {
        for (int i = 0; i < FRAMES; i++) {
          encoder.write(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]));
        }
        video = encoder.finish();
      }
    }
    for (String file : files) {
      Path path = folder.resolve(root).resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, video);
    }
  }

  private void images(String root, String pattern) throws IOException {
    if (image.length == 0) {
      image = new JpegCodec().encode(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]), 90);
    }
    Path images = Files.createDirectories(folder.resolve(root));
    for (int frame = 1; frame <= FRAMES; frame++) {
      Files.write(images.resolve(pattern.formatted(frame)), image);
    }
  }
}
