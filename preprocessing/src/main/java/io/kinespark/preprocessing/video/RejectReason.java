package io.kinespark.preprocessing.video;

/** Why a video or a row that lists one cannot be used. */
public enum RejectReason {
  /** The file, or the shard that should hold it, does not exist. */
  MISSING_FILE,
  /** A folder, a FIFO, a socket or a device stands where a file should. */
  NOT_A_FILE,
  /** The container cannot be opened, or there is no decoder for what it holds. */
  UNREADABLE,
  /** The container holds no moving pictures, for example only sound. */
  NO_VIDEO_STREAM,
  /** There is a video stream, but not one frame of it decodes. */
  NO_FRAMES,
  /** Packets or frames are damaged and the {@link DamagePolicy} does not allow that. */
  DECODE_ERRORS,
  /** The stream ends long before the length its header declares. */
  TRUNCATED,
  /** There are fewer frames than were asked for. */
  SHORT,
  /** The picture, the frame count or the duration is over the configured limit. */
  TOO_LARGE,
  /** Decoding took longer than the deadline for one video. */
  DEADLINE,
  /** The file is there, but its file system does not give its bytes. */
  READ_ERRORS,
  /** The file system does not answer in time, neither with the file's bytes nor with an error. */
  NO_ANSWER,
  /** Its frames decode, but the encoder does not take them. */
  ENCODE_ERRORS,
  /** The stored bytes do not have the checksum that was written with them. */
  CHECKSUM,
  /** A program error that this video alone brings up. */
  UNEXPECTED,
  /** The network answers something else than finite numbers for it. */
  BAD_SCORES,
  /** The label is missing, unknown or out of range. */
  BAD_LABEL,
  /** The row of the annotation file cannot be understood. */
  BAD_ROW,
  /** An earlier row already lists the same sample. */
  DUPLICATE
}
