package io.kinespark.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

final class FailureReportTest {
  private static final String DENIED =
      "Permission denied: user=ann, access=WRITE, inode=\"/data\":root:supergroup:drwxr-xr-x";

  /** What Hadoop's servers answer: their stack is a part of the message. */
  private static final String ANSWER =
      DENIED
          + "\n\tat org.apache.hadoop.hdfs.server.namenode.FSPermissionChecker.check(FSPermissionChecker.java:506)"
          + "\n\tat java.base/javax.security.auth.Subject.doAs(Subject.java:423)"
          + "\n\t... 12 more\n";

  @Test
  void aServersStackIsNotPrinted() {
    Exception answer = new RemoteException(AccessControlException.class.getName(), ANSWER);

    assertThat(printed(answer)).containsExactly("error: " + DENIED);
    assertThat(printed(new AccessControlException(ANSWER))).containsExactly("error: " + DENIED);
    assertThat(printed(new IOException("/data/k400 cannot be made", answer)))
        .containsExactly("error: /data/k400 cannot be made", "  caused by: " + DENIED);
  }

  @Test
  void linesThatSaySomethingStay() {
    assertThat(
            printed(new IOException("2 problems:\n  a.conf: 3: at most 4 (of 5)\n  b.conf: 1: no")))
        .containsExactly("error: 2 problems:", "  a.conf: 3: at most 4 (of 5)", "  b.conf: 1: no");
    assertThat(printed(new IOException("at home (in bed)")))
        .containsExactly("error: at home (in bed)");
  }

  private static String[] printed(Throwable failure) {
    StringWriter text = new StringWriter();
    FailureReport.print(failure, false, new PrintWriter(text));
    return text.toString().lines().toArray(String[]::new);
  }
}
