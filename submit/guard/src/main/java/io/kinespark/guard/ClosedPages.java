package io.kinespark.guard;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;

/**
 * Shows nobody the pages of a process that cannot do without them: the master and the workers of a
 * standalone cluster. Named in {@code spark.ui.filters}.
 */
public final class ClosedPages implements Filter {

  @Override
  public void init(FilterConfig configuration) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException {
    ((HttpServletResponse) response)
        .sendError(HttpServletResponse.SC_FORBIDDEN, "These pages are closed");
  }

  @Override
  public void destroy() {}
}
