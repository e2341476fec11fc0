package io.kinespark.models.checkpoint.torch;

/** Copies the elements of a view that is not row-major, run by run of its last dimension. */
final class StridedCopy {
  private final TensorView view;
  private final byte[] source;
  private final int begin;
  private final int size;

  /**
   * A copy to be made.
   *
   * @param view with at least one element and one dimension
   * @param source bytes of its storage
   * @param begin byte of the view's first element
   */
  StridedCopy(TensorView view, byte[] source, int begin) {
    this.view = view;
    this.source = source;
    this.begin = begin;
    this.size = view.type().bytes();
  }

  byte[] toBytes() {
    byte[] target = new byte[(int) view.bytes()];
    int last = view.shape().size() - 1;
    int run = view.shape().get(last).intValue();
    long stride = view.strides().get(last);
    int[] index = new int[last];
    long element = 0;
    for (int at = 0; at < target.length; at += run * size) {
      copyRun(element, stride, run, target, at);
      element = next(index, element);
    }
    return target;
  }

  private void copyRun(long element, long stride, int run, byte[] target, int at) {
    int from = begin + (int) (element * size);
    if (stride == 1) {
      System.arraycopy(source, from, target, at, run * size);
      return;
    }
    int step = (int) (stride * size);
    for (int i = 0; i < run; i++) {
      for (int k = 0; k < size; k++) {
        target[at + i * size + k] = source[from + i * step + k];
      }
    }
  }

  /** Moves on to the next run and returns its first element, relative to the view's first. */
  private long next(int[] index, long element) {
    long moved = element;
    for (int i = index.length - 1; i >= 0; i--) {
      index[i]++;
      moved += view.strides().get(i);
      if (index[i] < view.shape().get(i)) {
        return moved;
      }
      moved -= view.strides().get(i) * index[i];
      index[i] = 0;
    }
    return moved;
  }
}
