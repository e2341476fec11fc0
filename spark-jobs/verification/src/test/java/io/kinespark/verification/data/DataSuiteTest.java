package io.kinespark.verification.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSuiteTest {
  private final DataSuite suite = new DataSuite();

  /** A right answer passes; the same list with one text replaced does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uniform_test | [{'num_clips':4,'total_frames':8,'start_index':1,'twice_sample':true,"
            + "'frame_inds':[2,4,6,8,1,3,5,7]}] | 8,1,3 | 8,2,3",
        "dense_test | [{'num_clips':2,'sample_range':4,'num_sample_positions':3,'total_frames':8,"
            + "'start_index':0,'frame_inds':[0,2,2,4,4,6]}] | 4,4,6 | 4,5,7",
        "train_scripted | [{'kind':'uniform','num_clips':2,'total_frames':8,'start_index':0,"
            + "'draws_low_highExclusive_value':[[0,4,3],[0,4,1]],'frame_inds':[3,5]}] | 3,5 | 3,6",
        "train_scripted | [{'kind':'dense','num_clips':2,'sample_range':4,'total_frames':8,"
            + "'start_index':1,'draws_low_highExclusive_value':[[0,4,2]],'frame_inds':[3,5]}]"
            + "| [[0,4,2]] | [[0,5,2]]",
        "train_scripted | [{'kind':'uniform','num_clips':3,'total_frames':1,'start_index':0,"
            + "'draws_low_highExclusive_value':[],'frame_inds':[0,0,0]}] | [], | [[0,1,0]],",
        "resize_short_100 | [{'w':50,'h':25,'new_wh':[200,100]}] | 200,100 | 201,100",
        "center_crop | [{'wh':[10,7],'crop':4,'box':[3,1,7,5]}] | 3,1 | 3,2",
        "three_crop | [{'wh':[9,4],'crop':4,'boxes':[[0,0,4,4],[4,0,8,4],[2,0,6,4]]}]"
            + "| 8,4 | 9,4",
        "three_crop | [{'wh':[9,4],'crop':4,'boxes':[[0,0,4,4],[4,0,8,4],[2,0,6,4]]}]"
            + "| ,[2,0,6,4] | ''",
        "ten_crop | [{'wh':[8,8],'crop':4,'boxes':[[0,0,4,4],[0,0,4,4],[4,0,8,4],[4,0,8,4],"
            + "[0,4,4,8],[0,4,4,8],[4,4,8,8],[4,4,8,8],[2,2,6,6],[2,2,6,6]]}] | 2,2,6,6]] | 2,2,6,7]]",
        "multi_scale_crop | [{'wh':[12,8],'crop':8,'scales':[1,0.5],'max_wh_scale_gap':0,"
            + "'candidates':[{'index':0,'crop_wh':[8,8],'offsets_xy':[[0,0],[4,0],[0,0],[4,0],[2,0],"
            + "[0,0],[4,0],[2,0],[2,0],[1,0],[3,0],[1,0],[3,0]]},{'index':1,'crop_wh':[4,4],"
            + "'offsets_xy':[[0,0],[8,0],[0,4],[8,4],[4,2],[0,2],[8,2],[4,4],[4,0],[2,1],[6,1],"
            + "[2,3],[6,3]]}]}] | [6,3] | [5,3]",
        "flip_label_map | {'sthv1':[[2,4],[4,2],[30,41],[41,30],[52,66],[66,52]]} | 66 | 67",
        "metrics | {'scores':[[3,1,2],[1,2,3]],'labels':[0,1],'top_k_accuracy':{'1':0.5,'2':1.0}}"
            + "| '1':0.5 | '1':0.6",
        "metrics | {'scores':[[3,1],[1,2]],'labels':[0,0],'mean_class_accuracy':0.25} | 0.25 | 0.5",
        "metrics | {'scores_with_ties':[[1,1],[1,2]],'multi_labels':[[1,0],[1,1]],"
            + "'mmit_mean_average_precision_ties':0.75} | 0.75 | 1.0"
      })
  void wrongAnswersFail(String name, String json, String right, String wrong) throws IOException {
    assertThat(json).contains(right);

    CaseResult passing = run(name, json);
    CaseResult failing = run(name, json.replace(right, wrong));

    assertThat(passing.status()).as(passing.toString()).isEqualTo(Status.PASS);
    assertThat(passing.largestError()).isZero();
    assertThat(failing.status()).as(failing.toString()).isEqualTo(Status.FAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour_jitter | [{'w':1}] | lists named 'colour_jitter'",
        "train_scripted | [{'kind':'periodic','num_clips':2,'total_frames':8}] | kind 'periodic'",
        "flip_label_map | {'jester':[[1,2],[2,1]]} | 'jester'",
        "metrics | {'scores':[[1]],'labels':[0],'f1':1.0} | 'f1'",
        "center_crop | [{'wh':[10,7],'crop':4,'box':[3,1,7,5],'flip':true}] | [0].flip",
        "uniform_test | [{'num_clips':1,'total_frames':1,'frame_inds':[0],'jitter':2}]"
            + "| [0].jitter",
        "lr_schedules | {'tanet_of_nobody.py':{}} | 'tanet_of_nobody'"
      })
  void whatNobodyKnowsIsNotSupported(String name, String json, String named) throws IOException {
    CaseResult result = run(name, json);

    assertThat(result.status()).isEqualTo(Status.UNSUPPORTED);
    assertThat(result.detail()).contains(named);
  }

  @Test
  void anEntryThatBreaksDoesNotHideTheOthers() throws IOException {
    CaseResult result =
        run(
            "center_crop",
            "[{'wh':[3,3],'crop':4,'box':[0,0,4,4]},{'wh':[10,7],'crop':4,'box':[3,2,7,6]}]");

    assertThat(result.status()).isEqualTo(Status.FAIL);
    assertThat(result.detail())
        .contains("entry 0: it broke")
        .contains("entry 1: box 0 is [3, 1, 7, 5], not [3, 2, 7, 6]");
    assertThat(result.largestError()).isEqualTo(1 / 7.0);
  }

  @Test
  void anEmptyListIsNoSuccess() throws IOException {
    assertThat(run("uniform_test", "[]").status()).isEqualTo(Status.FAIL);
  }

  @Test
  void ratesAreThoseOfTheRecipeAndItsGroups() throws IOException {
    String groups =
        "'groups':['first_conv_weight','first_conv_bias','normal_weight','normal_bias','bn',"
            + "'head_weight','head_bias'],'weight_decay':[0.001,0,0.001,0,0,0.001,0],";
    String json =
        "{'tanet_imagenet-pretrained-r50_8xb6-1x1x16-50e_sthv1-rgb.py':{'max_epochs':50,"
            + groups
            + "'lr_by_epoch':["
            + "{'from_epoch':0,'lr':[0.0075,0.015,0.0075,0.015,0.0075,0.0375,0.075]},"
            + "{'from_epoch':30,'lr':[75e-5,15e-4,75e-5,15e-4,75e-5,375e-5,75e-4]},"
            + "{'from_epoch':40,'lr':[75e-6,15e-5,75e-6,15e-5,75e-6,375e-6,75e-5]},"
            + "{'from_epoch':45,'lr':[75e-7,15e-6,75e-7,15e-6,75e-7,375e-7,75e-6]}]}}";

    assertThat(run("lr_schedules", json).detail()).isEqualTo("655 answers compared");
    CaseResult late = run("lr_schedules", json.replace("'from_epoch':40", "'from_epoch':41"));
    assertThat(late.status()).isEqualTo(Status.FAIL);
    assertThat(late.detail()).contains("in epoch 40");
    assertThat(run("lr_schedules", json.replace("0.001,0]", "0.001,0.001]")).detail())
        .contains("weight decay of head_bias is 0.0, not 0.001");
    assertThat(run("lr_schedules", json.replace("0.0375,", "0.075,")).detail())
        .contains("rate of head_weight in epoch 0");
  }

  @Test
  void listsKeepTheirOrder(@TempDir Path folder) throws IOException {
    assertThat(DataCase.readAll(folder)).isEmpty();
    Files.writeString(folder.resolve(DataCase.FILE), "{\"b\": [], \"a\": {}}");

    assertThat(DataCase.readAll(folder)).extracting(DataCase::name).isEqualTo(List.of("b", "a"));
  }

  private CaseResult run(String name, String json) throws IOException {
    return suite.run(new DataCase(name, new ObjectMapper().readTree(json.replace('\'', '"'))));
  }
}
