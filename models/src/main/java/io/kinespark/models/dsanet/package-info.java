/**
 * DSANet (Dynamic Segment Aggregation Network, arXiv 2105.12085): the module, the residual networks
 * of its repository (whwu95/DSANet) over volumes and over frames, with the names of its
 * checkpoints, and the order in which a video's views are aggregated.
 */
package io.kinespark.models.dsanet;
