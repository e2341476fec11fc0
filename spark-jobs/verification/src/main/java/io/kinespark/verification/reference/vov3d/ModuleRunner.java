package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.vov3d.BlockShape;
import io.kinespark.models.vov3d.BranchFactory;
import io.kinespark.models.vov3d.D2Plus1D;
import io.kinespark.models.vov3d.NormFactory;
import io.kinespark.models.vov3d.ResBlock;
import io.kinespark.models.vov3d.SqueezeExcitation;
import io.kinespark.models.vov3d.TemporalOneShotAggregation;
import io.kinespark.models.vov3d.X3dHead;
import io.kinespark.models.vov3d.X3dStem;
import io.kinespark.models.vov3d.X3dTransform;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ModuleCaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of kind {@code module}: one module alone, chosen by the case's {@code module}.
 *
 * @param <M> the module
 */
final class ModuleRunner<M extends NetworkModule> extends ModuleCaseRunner<M> {
  private static final double SE_RATIO = 0.0625;

  private final String name;
  private final Builder<M> builder;
  private final Forward<M> forward;

  @FunctionalInterface
  private interface Builder<M> {
    M build(NormFactory norms, CaseNode model);
  }

  @FunctionalInterface
  private interface Forward<M> {
    Tensor of(M module, Tensor input, ForwardPass pass);
  }

  private ModuleRunner(String name, Builder<M> builder, Forward<M> forward) {
    this.name = name;
    this.builder = builder;
    this.forward = forward;
  }

  /** A runner for every module. */
  static List<CaseRunner> all() {
    return List.of(
        new ModuleRunner<>("se", ModuleRunner::gate, SqueezeExcitation::forward),
        new ModuleRunner<>("d2plus1d", ModuleRunner::d2Plus1D, D2Plus1D::forward),
        new ModuleRunner<>(
            "t_osa",
            (norms, model) -> oneShotAggregation(norms, shape(model), model),
            TemporalOneShotAggregation::forward),
        new ModuleRunner<>("res_block", ModuleRunner::block, ResBlock::forward),
        new ModuleRunner<>("stem", ModuleRunner::stem, X3dStem::forward),
        new ModuleRunner<>("head", ModuleRunner::head, X3dHead::forward));
  }

  private static SqueezeExcitation gate(NormFactory norms, CaseNode model) {
    return new SqueezeExcitation(norms.space(), model.path("dim").asInt(), ratio(model, "ratio"));
  }

  private static double ratio(CaseNode model, String field) {
    return model.path(field).asDouble(SE_RATIO);
  }

  private static D2Plus1D d2Plus1D(NormFactory norms, CaseNode model) {
    int index = model.path("index_in_tosa").asInt();
    boolean gated = model.path("se").asBoolean(index % 2 == 0);
    return new D2Plus1D(
        norms,
        new D2Plus1D.Shape(
            model.path("dim_in").asInt(),
            model.path("dim_inner").asInt(),
            model.path("dim_out").asInt(),
            model.path("stride").asInt(1)),
        gated ? Optional.of(ratio(model, "se_ratio")) : Optional.empty());
  }

  private static BlockShape shape(CaseNode model) {
    return new BlockShape(
        model.path("dim_in").asInt(),
        model.path("dim_inner").asInt(),
        model.path("dim_out").asInt(),
        model.path("stride").asInt(1));
  }

  private static TemporalOneShotAggregation oneShotAggregation(
      NormFactory norms, BlockShape shape, CaseNode model) {
    return new TemporalOneShotAggregation(
        norms, shape, model.path("convs").asInt(), ratio(model, "se_ratio"));
  }

  private static ResBlock block(NormFactory norms, CaseNode model) {
    boolean x3d = model.path("transform").asText().equals("x3d_transform");
    BranchFactory branches =
        x3d
            ? (own, shape, index) ->
                new X3dTransform(
                    own,
                    shape,
                    index % 2 == 0 ? Optional.of(ratio(model, "se_ratio")) : Optional.empty())
            : (own, shape, index) -> oneShotAggregation(own, shape, model);
    return new ResBlock(norms, shape(model), branches, model.path("block_index").asInt());
  }

  private static X3dStem stem(NormFactory norms, CaseNode model) {
    return new X3dStem(
        norms,
        model.path("dim_in").asInt(),
        model.path("dim_out").asInt(),
        extent(model.path("kernel")),
        extent(model.path("stride")));
  }

  private static X3dHead head(NormFactory norms, CaseNode model) {
    return new X3dHead(
        norms,
        new X3dHead.Shape(
            model.path("dim_in").asInt(),
            model.path("dim_inner").asInt(),
            model.path("dim_out").asInt(),
            model.path("bn_lin5").asBoolean(),
            model.path("num_classes").asInt(),
            extent(model.path("pool")),
            model.path("dropout").asDouble()));
  }

  private static Extent extent(CaseNode triple) {
    long[] values = ReferenceCase.longs(triple);
    return new Extent(values[0], values[1], values[2]);
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("module")
        && reference.model().path("module").asText().equals(name);
  }

  @Override
  protected M build(TensorSpace space, ReferenceCase reference) {
    CaseNode model = reference.model();
    M module = builder.build(new NormFactory(space, Vov3dCases.norm(model)), model);
    requireDerived(reference, module);
    return module;
  }

  /** Stops a case that says something of its module that does not follow from the rest. */
  private static void requireDerived(ReferenceCase reference, NetworkModule module) {
    CaseNode model = reference.model();
    model.only("groups", model.path("dim_inner").asInt());
    if (model.has("padding")) {
      Extent centred = extent(model.path("kernel")).keepingSize();
      reference.require(
          extent(model.path("padding")).equals(centred), "model.padding", centred.toString());
    }
    boolean keepsShape =
        model.path("dim_in").asInt() == model.path("dim_out").asInt()
            && model.path("stride").asInt(1) == 1;
    if (module instanceof D2Plus1D) {
      model.only("residual", keepsShape);
    }
    model.only("branch1", extent(module, "branch1.weight", 0) > 0);
    model.only("hidden", extent(module, "fc1.weight", 0));
    model.only("se_hidden", extent(module, "se.fc1.weight", 0));
    model.only("aggregate_channels", extent(module, "c.weight", 1));
  }

  /** The extent of an entry along an axis; 0 if there is no such entry. */
  private static long extent(NetworkModule module, String entry, int axis) {
    return module.state().stream()
        .filter(named -> named.name().equals(entry))
        .mapToLong(named -> named.entry().shape()[axis])
        .findFirst()
        .orElse(0);
  }

  @Override
  protected Tensor forward(M module, Tensor input, ReferenceCase reference, ForwardPass pass) {
    return forward.of(module, input, pass);
  }

  @Override
  protected List<String> stageParents() {
    return List.of("");
  }
}
