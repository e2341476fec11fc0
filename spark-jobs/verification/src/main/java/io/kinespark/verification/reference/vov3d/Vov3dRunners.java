package io.kinespark.verification.reference.vov3d;

import io.kinespark.verification.reference.CaseRunner;
import java.util.ArrayList;
import java.util.List;

/** The runners of the cases of VoV3D and X3D. */
public final class Vov3dRunners {
  private Vov3dRunners() {}

  /**
   * Modules, networks in one pass, trajectories, precise batch norm, fine-tuning and parameter
   * groups.
   */
  public static List<CaseRunner> all() {
    List<CaseRunner> runners = new ArrayList<>(ModuleRunner.all());
    runners.add(new SyncNormRunner());
    runners.add(new NetworkRunner());
    runners.add(new PreciseNormRunner());
    runners.add(new FinetuneRunner());
    runners.add(new ParameterGroupsRunner());
    runners.add(new TrajectoryRunner());
    return List.copyOf(runners);
  }
}
