package io.kinespark.models.training;

import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.TensorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** All parameters of a network in one native vector, of which the network's tensors are views. */
final class FlatParameters implements AutoCloseable {
  private final List<Named<Parameter>> parameters;
  private final List<ParameterInfo> infos;
  private final int count;
  private final Tensor flat;

  FlatParameters(
      TensorSpace space, List<Named<Parameter>> parameters, List<ParameterGroup> groups) {
    this.parameters = List.copyOf(parameters);
    this.infos = layOut(parameters, groups);
    this.count = infos.isEmpty() ? 0 : Math.addExact(last(infos).offset(), last(infos).length());
    this.flat = space.zeros(count);
    NativeWork.plain(this::bind);
    flat.retainReference();
  }

  private static ParameterInfo last(List<ParameterInfo> infos) {
    return infos.get(infos.size() - 1);
  }

  private static List<ParameterInfo> layOut(
      List<Named<Parameter>> parameters, List<ParameterGroup> groups) {
    List<ParameterInfo> infos = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i).entry();
      ParameterGroup group = groups.get(i);
      infos.add(
          new ParameterInfo(
              parameters.get(i).name(),
              Arrays.stream(parameter.shape()).boxed().toList(),
              offset,
              parameter.elementCount(),
              group.learningRateMultiplier(),
              group.weightDecayMultiplier(),
              group.name()));
      offset = Math.addExact(offset, parameter.elementCount());
    }
    return List.copyOf(infos);
  }

  private void bind() {
    for (int i = 0; i < infos.size(); i++) {
      Parameter parameter = parameter(i);
      Tensor view =
          flat.narrow(0, infos.get(i).offset(), infos.get(i).length()).view(parameter.shape());
      view.copy_(parameter.tensor());
      parameter.bind(view);
    }
  }

  List<ParameterInfo> infos() {
    return infos;
  }

  int count() {
    return count;
  }

  Parameter parameter(int index) {
    return parameters.get(index).entry();
  }

  void initialise(long seed) {
    for (int i = 0; i < infos.size(); i++) {
      ParameterInfo info = infos.get(i);
      float[] initial = parameter(i).initializer().values(seed, info.name(), parameter(i).shape());
      NativeWork.plain(
          () -> HostTransfer.fromFloats(initial, 0, flat.narrow(0, info.offset(), info.length())));
    }
  }

  void load(float[] source, int offset) {
    requireRoom(source, offset);
    NativeWork.plain(() -> HostTransfer.fromFloats(source, offset, flat));
  }

  void store(float[] target, int offset) {
    requireRoom(target, offset);
    NativeWork.plain(() -> HostTransfer.toFloats(flat, target, offset));
  }

  void storeGradients(float[] target, int offset) {
    requireRoom(target, offset);
    for (int i = 0; i < infos.size(); i++) {
      Parameter parameter = parameter(i);
      int from = offset + infos.get(i).offset();
      int to = from + infos.get(i).length();
      NativeWork.plain(() -> storeGradient(parameter, target, from, to));
    }
  }

  private static void storeGradient(Parameter parameter, float[] target, int from, int to) {
    Tensor gradient = parameter.tensor().grad();
    if (gradient.defined()) {
      HostTransfer.toFloats(gradient, target, from);
    } else {
      Arrays.fill(target, from, to, 0);
    }
  }

  void clearGradients() {
    parameters.forEach(named -> named.entry().clearGradient());
  }

  private void requireRoom(float[] array, int offset) {
    if (offset < 0 || offset > array.length - count) {
      throw new IllegalArgumentException(
          "%d parameters do not fit an array of %d values from %d on"
              .formatted(count, array.length, offset));
    }
  }

  @Override
  public void close() {
    flat.releaseReference();
  }
}
