/**
 * SDCOM (IEEE TNNLS, doi 10.1109/TNNLS.2024.3525187; repository LannCX/SDCOM): a slimmable ResNet,
 * a static network with a gate that chooses a width for every frame, the classifier over both, and
 * how each phase learns.
 */
package io.kinespark.models.sdcom;
