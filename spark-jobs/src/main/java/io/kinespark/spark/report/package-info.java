/**
 * What an evaluation leaves behind: {@code report.json} for programs, {@code predictions.csv} for
 * spreadsheets and one self-contained {@code report.html} for people.
 *
 * <p>The HTML file needs no network and no other file: its style, script, plots (Vega-Lite) and
 * frames are inside, and its content security policy forbids it to load anything. All names that
 * come from data reach the page as JSON and become text nodes, never markup.
 */
package io.kinespark.spark.report;
