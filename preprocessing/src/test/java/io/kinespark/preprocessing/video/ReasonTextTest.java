package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.VideoStatus;
import java.io.IOException;
import org.apache.hadoop.ipc.RemoteException;
import org.junit.jupiter.api.Test;

class ReasonTextTest {

  private static final String DENIED =
      "Permission denied: user=me, access=READ, inode=\"/v/a.mp4\":hdfs:hdfs:-rw-------";

  @Test
  void theStackOfAServerIsLeftOut() {
    StringBuilder text = new StringBuilder(DENIED + "\n");
    for (int i = 0; i < 22; i++) {
      text.append("\tat org.apache.hadoop.hdfs.server.namenode.FSPermissionChecker.check(F.java:")
          .append(i)
          .append(")\n");
    }
    text.append("Caused by: x\n\t... 12 more\n");
    IOException error =
        new RemoteException("org.apache.hadoop.security.AccessControlException", text.toString());

    assertThat(new VideoRejectedException(RejectReason.READ_ERRORS, "a.mp4", error.getMessage()))
        .hasMessage("a.mp4: READ_ERRORS: " + DENIED + " Caused by: x");
    assertThat(new VideoStatus.Rejected(RejectReason.READ_ERRORS, error.toString()).detail())
        .contains(DENIED)
        .doesNotContain("FSPermissionChecker");
  }

  @Test
  void aReasonIsOneLineOfBoundedLength() {
    assertThat(ReasonText.of("a\r\n b\tc\u001b[31m\u202e\u2028d")).isEqualTo("a b c [31m d");
    assertThat(ReasonText.of("a\u0085b\u009b31mc")).isEqualTo("a b 31mc");
    assertThat(ReasonText.of("x".repeat(ReasonText.LENGTH))).hasSize(ReasonText.LENGTH);
    assertThat(ReasonText.of("\ud83d\ude00".repeat(100_000)))
        .endsWith("\ud83d\ude00 ...")
        .satisfies(t -> assertThat(t.codePointCount(0, t.length())).isEqualTo(ReasonText.LENGTH));
    assertThat(ReasonText.of("looks at it (all of it)")).isEqualTo("looks at it (all of it)");
    assertThat(ReasonText.of("s3a://KEY:SECRET@bucket/x")).isEqualTo("s3a://***@bucket/x");
  }
}
