(() => {
  'use strict';

  /* What has no glyph is shown as an escape: control characters, those of direction among them, and halves of surrogate pairs. */
  const WITHOUT_GLYPH = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/gu;
  const shown = text => text.replace(WITHOUT_GLYPH, letter => '\\u' + letter.charCodeAt(0).toString(16).padStart(4, '0'));
  const data = JSON.parse(document.getElementById('data').textContent, (key, value) => typeof value === 'string' ? shown(value) : value);
  const wrong = data.wrong.map(([id, labels, predicted, score]) => ({id, labels, predicted, score: Number(score)}));
  const main = document.getElementById('main');
  const LABELLED_CLASSES = 60;
  const CONFUSED_PAIRS = 15;
  const SAFE_COVERAGE = 0.99;
  const TOP = 5;

  /* Elements. Every string becomes a text node, so no name from the data is ever read as markup. */
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === 'on') {
        Object.entries(value).forEach(([event, handler]) => element.addEventListener(event, handler));
      } else if (value === true) {
        element.setAttribute(name, '');
      } else if (value !== false) {
        element.setAttribute(name, value);
      }
    }
    element.append(...children.flat(2).map(child => child instanceof Node ? child : String(child)));
    return element;
  };

  const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
  const count = n => whole.format(n);
  const percent = (share, digits = 1) => (100 * share).toFixed(digits) + '%';
  const plural = (n, one, many) => count(n) + ' ' + (n === 1 ? one : many);
  const significant = new Intl.NumberFormat('en', {minimumSignificantDigits: 3, maximumSignificantDigits: 3});
  const giga = macs => significant.format(macs / 1e9);
  const className = index => data.classes[index];
  /* A name within a line, which runs in its own direction and does not turn what follows. */
  const inLine = index => '\u2068' + className(index) + '\u2069';
  const names = labels => labels.length ? labels.map(inLine).join(', ') : 'no label';
  const duration = seconds => {
    const s = Math.round(seconds);
    return seconds < 60 ? seconds.toFixed(1) + ' s'
      : s < 3600 ? `${Math.floor(s / 60)} min ${s % 60} s`
      : `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
  };
  const instant = iso => iso.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  /* Scores are probabilities when all that is shown lies in [0, 1]; logits are shown as they are. */
  const shownScores = wrong.map(w => w.score);
  const probabilities = shownScores.every(s => s >= 0 && s <= 1);
  const score = value => probabilities ? percent(value) : Number(value).toFixed(2);

  /* Wilson's 95 % interval of a share. */
  const interval = (share, n) => {
    const z = 1.96;
    const centre = share + z * z / (2 * n);
    const reach = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return [(centre - reach) / (1 + z * z / n), (centre + reach) / (1 + z * z / n)];
  };

  const tip = document.getElementById('tip');
  const showTip = (event, text) => {
    tip.textContent = text;
    tip.hidden = false;
    const {width, height} = tip.getBoundingClientRect();
    tip.style.left = Math.max(6, Math.min(event.clientX + 14, innerWidth - width - 6)) + 'px';
    tip.style.top = Math.max(6, Math.min(event.clientY + 16, innerHeight - height - 6)) + 'px';
  };
  const hideTip = () => { tip.hidden = true; };

  const sections = [];
  const section = (id, title, lede, attributes, ...content) => {
    const body = h('section', {id, 'aria-labelledby': id + '-title', ...attributes},
      h('h2', {id: id + '-title'}, title), lede ? h('p', {class: 'lede'}, lede) : [], content);
    sections.push([id, title]);
    main.append(body);
    return body;
  };
  const card = (...content) => h('div', {class: 'card'}, ...content);
  const empty = text => card(h('p', {class: 'empty'}, text));

  /* Charts are drawn again when the colours change: light, dark and print. */
  const charts = [];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chart = (spec, description) => {
    const host = h('div', {class: 'chart', role: 'img', 'aria-label': description});
    charts.push({host, spec, description});
    return host;
  };
  const theme = () => ({
    background: null,
    font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
    view: {stroke: null},
    axis: {
      labelColor: colour('soft'), titleColor: colour('soft'), gridColor: colour('line'), domainColor: colour('line'),
      tickColor: colour('line'), labelFontSize: 11.5, titleFontSize: 12, titleFontWeight: 500, titlePadding: 8,
    },
    legend: {labelColor: colour('ink'), titleColor: colour('soft'), labelFontSize: 12, symbolStrokeWidth: 2.5},
    text: {color: colour('ink')},
  });
  const draw = () => Promise.all(charts.map(async drawn => {
    const spec = {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', description: drawn.description, config: theme(), ...drawn.spec()};
    const options = {
      renderer: 'svg', tooltip: {theme: dark.matches ? 'dark' : 'light'},
      actions: {export: true, source: false, compiled: false, editor: false},
    };
    try {
      drawn.finalize?.();
      drawn.finalize = (await vegaEmbed(drawn.host, spec, options)).finalize;
    } catch (error) {
      drawn.host.replaceChildren(h('p', {class: 'empty'}, 'This chart could not be drawn: ' + error.message));
    }
  }));

  const header = () => {
    const m = data.metrics;
    const n = data.counts.decoded;
    document.getElementById('header').append(
      h('p', {class: 'eyebrow'}, 'Kinespark evaluation'),
      h('h1', {}, data.title),
      h('p', {class: 'subline'}, [data.model, data.dataset + ' ' + data.split, data.protocol, instant(data.started)]
        .map(text => h('span', {}, text))),
      h('dl', {class: 'metrics'},
        metric('Top-1 accuracy', m.top1, m.top1 === undefined ? '' : '95% interval ' + interval(m.top1, n).map(s => percent(s)).join(' to '), true),
        data.classes.length > TOP ? metric('Top-5 accuracy', m.top5, 'a label among the best five') : [],
        m.meanClassAccuracy === undefined ? [] : metric('Mean class accuracy', m.meanClassAccuracy, 'every class counts the same'),
        m.meanAveragePrecision === undefined ? [] : metric('Mean average precision', m.meanAveragePrecision,
          m.absentClassesCount ? 'mean over all classes, absent ones 0' : 'mean over the classes that occur'),
        m.mmitMeanAveragePrecision === undefined ? [] : metric('mAP over videos', m.mmitMeanAveragePrecision, 'Multi-Moments definition'),
        data.widths?.chosen ? h('div', {class: 'metric'}, h('dt', {}, 'Compute of a video'),
          h('dd', {}, giga(data.widths.chosen.video), h('small', {}, ' GMACs')),
          h('p', {}, savedText(data.widths['slimmable-alone']) + ' the plain network at full width')) : [],
        h('div', {class: 'metric'}, h('dt', {}, 'Videos scored'), h('dd', {}, count(n)),
          h('p', {}, 'of ' + count(data.counts.expected) + ' expected' + (data.counts.expected ? ' (' + coverageText() + ')' : '')))),
      ...warnings().map(([lead, text]) => h('p', {class: 'notice', role: 'note'}, h('strong', {}, lead), ' ' + text)));
  };
  const coverageText = () => {
    const {decoded, expected} = data.counts;
    return decoded === expected ? '100%' : percent(Math.min(decoded / expected, 0.9999), 2);
  };
  const metric = (name, share, note, lead) => h('div', {class: lead ? 'metric lead' : 'metric'},
    h('dt', {}, name),
    h('dd', {}, share === undefined ? '\u2013' : [(100 * share).toFixed(2), h('small', {}, '%')]),
    h('p', {}, share === undefined ? 'not defined: no videos were scored' : note));
  const savedText = ({saved}) => percent(Math.abs(saved)) + (saved < 0 ? ' more than' : ' less than');
  const warnings = () => {
    const {expected, decoded, incomplete} = data.counts;
    const found = [];
    if (decoded === 0) {
      found.push(['Nothing was scored.', 'See the rejected videos below for the reasons.']);
    } else if (decoded < SAFE_COVERAGE * expected) {
      found.push(['Part of the split is missing.',
        `Only ${coverageText()} of the expected videos were scored; do not compare these numbers with published ones.`]);
    }
    if (data.missing.charts) {
      found.push(['There are no charts.', data.missing.charts]);
    }
    if (incomplete > 0) {
      found.push(['Some views are missing.', plural(incomplete, 'video was', 'videos were') + ' scored with fewer views than the protocol asks for.']);
    }
    return found;
  };

  const curves = () => {
    const {loss, top1, learningRate} = data.curves;
    const validated = data.epochs.filter(e => e.validationTop1 !== null);
    if (!loss.length && !data.epochs.length) {
      section('curves', 'Learning curves', '', {}, curveTrouble().length ? curveTrouble() : empty('No training log was given with this evaluation.'));
      return;
    }
    const x = {field: 'iteration', type: 'quantitative', title: 'iteration', axis: {grid: false, tickCount: 5, labelExpr: "datum.value < 1000 ? format(datum.value, '~r') : format(datum.value, '~s')"}};
    const series = (title, points, field, kind) => points.map(p => ({iteration: p.iteration, value: p[field], series: title, epoch: p.epoch, kind}));
    const dotted = data.epochs.length <= 40;
    const frame = {width: 'container', height: 230, autosize: {type: 'fit', contains: 'padding'}};
    const lines = (values, y, format, order) => () => ({
      ...frame,
      data: {values},
      encoding: {
        x,
        y: {field: 'value', type: 'quantitative', title: y, scale: {zero: false, nice: true}, axis: {tickCount: 5, format}},
        color: {field: 'series', type: 'nominal', sort: order, title: null, legend: order.length > 1 ? {orient: 'top', symbolType: 'stroke'} : null,
          scale: {domain: order, range: [colour('accent'), colour('second'), colour('good')]}},
        tooltip: [{field: 'series', title: 'curve'}, {field: 'iteration', format: ',.0f'}, {field: 'value', format: format === '%' ? '.2%' : '.4~g'}],
      },
      layer: [
        {mark: {type: 'line', strokeWidth: 1.8, interpolate: 'linear'}},
        ...(dotted && values.some(v => v.kind === 'epoch')
          ? [{transform: [{filter: "datum.kind === 'epoch'"}], mark: {type: 'point', filled: true, size: 34, opacity: 1}}] : []),
        {mark: {type: 'point', size: 90, opacity: 0}},
      ],
    });
    const lossValues = loss.length ? series('train', loss, 'value', 'step') : series('train', data.epochs, 'trainLoss', 'epoch');
    const trainTop1 = top1.length ? series('train', top1, 'value', 'step') : series('train', data.epochs.filter(e => e.trainTop1 !== null), 'trainTop1', 'epoch');
    const validation = series('validation', validated, 'validationTop1', 'epoch');
    const ranked = data.epochs.filter(e => e.validationMap !== null);
    const precision = series('validation mAP', ranked, 'validationMap', 'epoch');
    const accuracy = [...trainTop1, ...validation, ...precision];
    const rates = learningRate.length ? series('rate', learningRate, 'value', 'step') : series('rate', data.epochs, 'learningRate', 'epoch');
    const [measure, measured, chosenBy] = ranked.length ? ['mAP', ranked, 'validationMap'] : ['top-1', validated, 'validationTop1'];
    const best = measured.reduce((a, b) => a === null || b[chosenBy] > a[chosenBy] ? b : a, null);
    const diverged = lossValues.some(p => p.value === null);
    section('curves', 'Learning curves',
      (data.epochs.length ? plural(data.epochs.length, 'epoch', 'epochs') + '. ' : '')
        + (best ? `Best validation ${measure} ${percent(best[chosenBy], 2)} after epoch ${best.epoch}. ` : '')
        + (diverged ? 'Gaps in the loss are steps at which it was not a finite number.' : ''), {},
      h('div', {class: 'grid thirds'},
        card(h('h3', {}, 'Loss'), chart(lines(lossValues, null, '~g', ['train']), 'Training loss over iterations')),
        accuracy.length
          ? card(h('h3', {}, ranked.length ? 'Top-1 accuracy and mAP' : 'Top-1 accuracy'), chart(lines(accuracy, null, '%',
              [...(trainTop1.length ? ['train'] : []), ...(validation.length ? ['validation'] : []), ...(precision.length ? ['validation mAP'] : [])]),
              'Training and validation accuracy over iterations'))
          : [],
        card(h('h3', {}, 'Learning rate'), chart(lines(rates, null, '~g', ['rate']), 'Learning rate over iterations'))),
      curveTrouble());
  };
  const curveTrouble = () => [...data.logDamage, data.missing['learning curve']].filter(Boolean)
    .map(text => h('p', {class: 'notice', role: 'note'}, h('strong', {}, 'Part of the training log is missing.'), ' ' + text));

  const cellText = (t, p, n) => {
    const support = data.perClass[t][0];
    return t === p
      ? `${className(t)}\n${count(n)} of ${count(support)} right (${percent(n / support)})`
      : `${className(t)} \u2192 ${className(p)}\n${count(n)} of ${count(support)} (${percent(n / support)})`;
  };
  const seenClasses = () => data.perClass.flatMap(([support, predicted], c) => support || predicted ? [c] : []);

  const smallMatrix = () => {
    const used = data.classes.map((name, c) => c);
    const cells = new Map(data.confusion.map(([t, p, n]) => [t + ',' + p, n]));
    const key = c => String(c);
    const values = used.flatMap(t => used.map(p => {
      const n = cells.get(t + ',' + p) || 0;
      const support = data.perClass[t][0];
      return {t: key(t), p: key(p), n, share: support ? n / support : 0, right: t === p, truth: className(t), predicted: className(p)};
    }));
    const showCounts = used.length <= 16;
    const longest = Math.max(...data.classes.map(name => name.length));
    const labels = {labelExpr: `datum.value === '' ? '' : labels[datum.value]`};
    const order = used.map(key);
    const axis = {domain: false, ticks: false, grid: false, labelLimit: 150, labelOverlap: false, ...labels,
      labelFontSize: used.length > 40 ? 9 : used.length > 24 ? 10 : 11.5, titlePadding: 10};
    const rect = (right, ramp) => ({
      transform: [{filter: `datum.right === ${right}`}],
      mark: {type: 'rect', cornerRadius: used.length > 24 ? 1 : 3},
      encoding: {color: {field: 'share', type: 'quantitative', legend: null,
        scale: {domain: [0, 1], range: [colour('heat-zero'), colour(ramp)], interpolate: 'rgb', type: 'sqrt'}}},
    });
    return chart(() => ({
      width: 'container',
      height: Math.max(220, Math.min(760, used.length * (used.length <= 8 ? 66 : used.length <= 16 ? 44 : used.length <= 30 ? 24 : 14))),
      autosize: {type: 'fit', contains: 'padding'},
      params: [{name: 'labels', value: data.classes}],
      data: {values},
      resolve: {scale: {color: 'independent'}},
      encoding: {
        x: {field: 'p', type: 'nominal', sort: order, title: 'predicted', scale: {paddingInner: 0.05},
          axis: {...axis, labelAngle: longest * used.length > 90 ? -45 : 0, orient: 'bottom'}},
        y: {field: 't', type: 'nominal', sort: order, title: 'truth', scale: {paddingInner: 0.05}, axis},
        tooltip: [{field: 'truth', title: 'truth'}, {field: 'predicted', title: 'predicted'}, {field: 'n', title: 'videos', format: ','},
          {field: 'share', title: 'share of truth', format: '.1%'}],
      },
      layer: [rect(true, 'heat-right'), rect(false, 'heat-wrong'),
        ...(showCounts ? [{
          transform: [{filter: 'datum.n > 0'}],
          mark: {type: 'text', fontSize: 12.5, fontWeight: 600},
          encoding: {text: {field: 'n', format: ','}, color: {condition: {test: 'datum.share > 0.3', value: colour('card')}, value: colour('ink')}},
        }] : [])],
    }), 'Confusion matrix: rows are the true classes, columns the predictions');
  };

  /* One pixel per cell where there are too many classes for names; drawn at the classes' own resolution and scaled up. */
  const largeMatrix = () => {
    const n = data.classes.length;
    const cells = new Map(data.confusion.map(([t, p, c]) => [t * n + p, c]));
    const canvas = h('canvas', {width: n, height: n, role: 'img',
      'aria-label': `Confusion matrix of ${n} classes; the most confused pairs are listed beside it`});
    const rgb = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
    const paint = () => {
      const context = canvas.getContext('2d');
      const image = context.createImageData(n, n);
      const [zero, right, wrong] = ['heat-zero', 'heat-right', 'heat-wrong'].map(name => rgb(colour(name)));
      for (let cell = 0; cell < n * n; cell++) {
        const t = Math.floor(cell / n);
        const support = data.perClass[t][0];
        const share = support ? (cells.get(cell) || 0) / support : 0;
        const strength = share ? 0.3 + 0.7 * Math.sqrt(share) : 0;
        const full = t === cell % n ? right : wrong;
        for (let channel = 0; channel < 3; channel++) {
          image.data[4 * cell + channel] = zero[channel] + strength * (full[channel] - zero[channel]);
        }
        image.data[4 * cell + 3] = 255;
      }
      context.putImageData(image, 0, 0);
    };
    const cellAt = event => {
      const box = canvas.getBoundingClientRect();
      const at = (position, start, length) => Math.max(0, Math.min(n - 1, Math.floor((position - start) / length * n)));
      return [at(event.clientY, box.top, box.height), at(event.clientX, box.left, box.width)];
    };
    canvas.addEventListener('mousemove', event => {
      const [t, p] = cellAt(event);
      const c = cells.get(t * n + p) || 0;
      showTip(event, c ? cellText(t, p, c) : `${className(t)} \u2192 ${className(p)}\nnone`);
    });
    canvas.addEventListener('mouseleave', hideTip);
    canvas.addEventListener('click', event => {
      const [t, p] = cellAt(event);
      if (t !== p && cells.get(t * n + p)) {
        listWrong(t, p);
      }
    });
    repaints.push(paint);
    return h('div', {class: 'canvasbox'},
      h('div', {class: 'axis'}, h('span', {}, 'rows: truth, by class index'), h('span', {}, 'columns: predicted')),
      canvas);
  };
  const repaints = [];

  const confusion = () => {
    if (!data.singleLabel || !data.confusion.length) {
      section('confusion', 'Confusion matrix', '', {}, empty(data.counts.decoded
        ? 'Videos of this split have several labels or none, so there is no confusion matrix.' : 'No videos were scored.'));
      return;
    }
    const pairs = data.confusion.filter(([t, p]) => t !== p).sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
    const large = data.classes.length > LABELLED_CLASSES;
    section('confusion', 'Confusion matrix',
      'Each row shows where the videos of one class went, as a share of that class. ' + (large ? 'Point at the matrix to read a cell, click to list its videos.' : ''), {},
      h('div', {class: 'grid matrix'},
        card(large ? largeMatrix() : smallMatrix(),
          h('div', {class: 'legend', 'aria-hidden': 'true'},
            h('span', {}, h('i', {class: 'ramp right'}), 'right, 0 to 100%'),
            h('span', {}, h('i', {class: 'ramp wrong'}), 'wrong, 0 to 100%'))),
        card(h('h3', {}, 'Most confused pairs'),
          pairs.length
            ? h('div', {class: 'tablebox'}, h('table', {},
                h('thead', {}, h('tr', {}, h('th', {}, 'Truth \u2192 predicted'), h('th', {class: 'num'}, 'Videos'), h('th', {class: 'num'}, 'Share'))),
                h('tbody', {}, pairs.slice(0, CONFUSED_PAIRS).map(([t, p, n]) => h('tr', {},
                  h('td', {class: 'name'}, h('button', {class: 'link', type: 'button', title: 'List these videos', on: {click: () => listWrong(t, p)}},
                    inLine(t) + ' \u2192 ' + inLine(p))),
                  h('td', {class: 'num'}, count(n)),
                  h('td', {class: 'num'}, percent(n / data.perClass[t][0], 0)))))))
            : h('p', {class: 'empty'}, 'No video was taken for another class.'))));
  };

  /* A table whose columns sort when their titles are pressed and whose rows a search narrows. */
  const sortable = (columns, rows, options) => {
    const state = {column: options.sortBy, down: options.down, text: '', only: () => true};
    const body = h('tbody');
    const heads = columns.map((column, i) => h('th', {scope: 'col', class: column.number ? 'num' : ''},
      h('button', {type: 'button', on: {click: () => {
        state.down = state.column === i ? !state.down : Boolean(column.number);
        state.column = i;
        fill();
      }}}, column.title)));
    const counter = h('span', {class: 'count', role: 'status'});
    const search = h('input', {type: 'search', placeholder: options.search, 'aria-label': options.search, on: {input: event => {
      state.text = event.target.value.toLowerCase();
      state.only = () => true;
      fill();
    }}});
    const compare = (a, b) => {
      const [x, y] = [columns[state.column].value(a), columns[state.column].value(b)];
      const order = x === null ? 1 : y === null ? -1 : typeof x === 'string' ? x.localeCompare(y) : x - y;
      return x === null || y === null || !state.down ? order : -order;
    };
    const fill = () => {
      heads.forEach((head, i) => i === state.column
        ? head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending') : head.removeAttribute('aria-sort'));
      const shown = rows.filter(state.only).filter(row => options.text(row).toLowerCase().includes(state.text)).sort(compare);
      body.replaceChildren(...shown.slice(0, options.most).map(row => h('tr', {}, columns.map(column => column.cell(row)))));
      counter.textContent = shown.length > options.most ? `${count(options.most)} of ${count(shown.length)} shown` : plural(shown.length, options.one, options.many);
    };
    fill();
    return {
      element: h('div', {}, h('div', {class: 'tools'}, search, counter),
        h('div', {class: 'tablebox', tabindex: '0'}, h('table', {}, h('thead', {}, h('tr', {}, heads)), body))),
      narrow: (words, only) => { search.value = words; state.text = ''; state.only = only; fill(); },
    };
  };
  const text = (title, value, cls = 'name') => ({title, value, cell: row => h('td', {class: cls}, value(row))});
  const number = (title, value, show) => ({title, number: true, value,
    cell: row => h('td', {class: 'num'}, value(row) === null ? '\u2013' : show(value(row)))});
  const bar = (title, value) => ({title, number: false, value, cell: row => h('td', {class: 'barcell'},
    value(row) === null ? '\u2013' : h('div', {class: 'bar'}, h('i', {}, h('b', {style: `width:${100 * value(row)}%`})), h('span', {}, percent(value(row)))))});

  const widths = () => {
    const chosen = data.widths;
    if (!chosen?.chosen) {
      return;
    }
    const heads = (worded, titles) => h('thead', {}, h('tr', {}, titles.map((title, i) =>
      h('th', {scope: 'col', class: i === worded ? '' : 'num'}, title))));
    const used = bar('', i => chosen.shares[i]);
    const cost = (name, {frame, view, video, saved}) => h('tr', {},
      h('td', {class: 'name'}, name),
      ...[frame, view, video].map(macs => h('td', {class: 'num'}, giga(macs))),
      h('td', {class: 'num'}, saved === undefined ? '\u2013' : percent(saved)));
    section('widths', 'Widths and compute',
      'The network chose for every frame how wide its slimmable part runs. Costs are billions of multiply-accumulates (G) of static network, gate, slimmable part and final classifier, or of the slimmable part with a classifier of its own.', {},
      h('div', {class: 'grid halves'},
        card(h('h3', {}, 'Frames at each width'),
          h('div', {class: 'tablebox'}, h('table', {},
            heads(1, ['Width', 'Share of the frames', 'Frames', 'Slimmable part, G']),
            h('tbody', {}, chosen.ratios.map((ratio, i) => h('tr', {},
              h('td', {class: 'num'}, ratio), used.cell(i),
              h('td', {class: 'num'}, count(chosen.frames[i])),
              h('td', {class: 'num'}, giga(chosen['slimmable-of-frame'][i])))))))),
        card(h('h3', {}, 'Mean cost, G'),
          h('div', {class: 'tablebox'}, h('table', {},
            heads(0, ['', 'Frame', 'View', 'Video', 'Saved by choosing']),
            h('tbody', {},
              cost('Widths as chosen', chosen.chosen),
              cost('All frames at full width', chosen['full-width']),
              cost('Slimmable part alone at full width', chosen['slimmable-alone'])))))));
  };

  const perClass = () => {
    if (!data.singleLabel || !seenClasses().length) {
      section('classes', 'Per-class accuracy', '', {}, empty(data.counts.decoded
        ? 'Videos of this split have several labels or none; see the mean average precision above.' : 'No videos were scored.'));
      return;
    }
    const rows = data.perClass.map(([support, predicted, correct], c) => ({
      c, support, predicted, correct, macs: data.classMacs[c] ?? null, recall: support ? correct / support : null, precision: predicted ? correct / predicted : null}));
    const table = sortable([
      number('Index', r => r.c, String),
      text('Class', r => className(r.c)),
      bar('Accuracy (recall)', r => r.recall),
      number('Precision', r => r.precision, p => percent(p)),
      number('Videos', r => r.support, count),
      number('Predicted', r => r.predicted, count),
      ...(data.classMacs.length ? [number('GMACs of a video', r => r.macs, giga)] : []),
    ], rows, {sortBy: 2, down: false, search: 'Find a class', text: r => className(r.c), most: 1000, one: 'class', many: 'classes'});
    const measured = rows.filter(r => r.recall !== null);
    const none = measured.filter(r => r.recall === 0).length;
    const perfect = measured.filter(r => r.recall === 1).length;
    const histogram = () => ({
      width: 'container', height: 150, autosize: {type: 'fit', contains: 'padding'},
      data: {values: measured.map(r => ({recall: Math.min(r.recall, 0.9999)}))},
      mark: {type: 'bar', color: colour('heat-right'), cornerRadiusEnd: 3, binSpacing: 2},
      encoding: {
        x: {field: 'recall', bin: {step: 0.05, extent: [0, 1]}, title: 'accuracy of the class', axis: {format: '%', grid: false}},
        y: {aggregate: 'count', title: 'classes', axis: {tickCount: 4}},
        tooltip: [{field: 'recall', bin: {step: 0.05, extent: [0, 1]}, title: 'accuracy', format: '.0%'}, {aggregate: 'count', title: 'classes'}],
      },
    });
    section('classes', 'Per-class accuracy',
      `${plural(measured.length, 'class has', 'classes have')} videos in this split; ${count(perfect)} at 100%, ${count(none)} at 0%. Press a column title to sort.`,
      {class: 'long'},
      card(measured.length > 30 ? h('div', {style: 'margin-bottom:18px'}, chart(histogram, 'How many classes have which accuracy')) : [], table.element));
  };

  const mistakes = () => {
    const body = section('mistakes', 'Worst mistakes',
      data.strips.length ? 'The wrong predictions with the highest scores, and frames the network saw.' : '', {},
      data.strips.length
        ? h('div', {class: 'grid mistakes'}, data.strips.map(mistakeCard))
        : data.missing['pictures of mistakes'] ? empty('No frames: ' + data.missing['pictures of mistakes'])
        : empty(data.counts.decoded && !data.wrongTotal ? 'Every prediction was right.' : 'No mistakes are shown.'));
    if (wrong.length) {
      const listed = wrong.length < data.wrongTotal ? ' among those listed' : '';
      wrongTable = sortable([
        text('Video', w => w.id, 'id'),
        text('Truth', w => names(w.labels)),
        text('Predicted', w => className(w.predicted)),
        number('Score', w => w.score, score),
      ], wrong, {sortBy: 3, down: true, search: 'Find a video or class', most: 300,
        one: 'video' + listed, many: 'videos' + listed,
        text: w => [w.id, names(w.labels), className(w.predicted)].join(' ')});
      wrongDetails = h('details', {class: 'card', style: 'margin-top:16px'},
        h('summary', {}, wrong.length < data.wrongTotal
          ? `The ${count(wrong.length)} highest-scored of ${count(data.wrongTotal)} wrong predictions`
          : `All ${plural(data.wrongTotal, 'wrong prediction', 'wrong predictions')}`),
        h('div', {style: 'margin-top:14px'}, wrongTable.element));
      body.append(wrongDetails);
    }
  };
  let wrongTable;
  let wrongDetails;
  const listWrong = (t, p) => {
    wrongDetails.open = true;
    wrongTable.narrow(`${inLine(t)} \u2192 ${inLine(p)}`, w => w.labels.includes(t) && w.predicted === p);
    wrongDetails.scrollIntoView({block: 'start'});
  };

  const mistakeCard = m => {
    const values = m.top.map(([, s]) => Number(s));
    const [low, high] = probabilities ? [0, 1] : [Math.min(...values, 0), Math.max(...values)];
    return h('article', {class: 'card mistake'},
      m.frames.length ? h('div', {class: 'strip', style: `grid-template-columns:repeat(${Math.min(4, m.frames.length)},1fr)`}, m.frames.map((frame, i) => h('img', {
        src: frame, alt: `Frame ${i + 1} of ${m.frames.length} of ${m.id}`}))) : [],
      m.trouble ? h('p', {class: 'empty'}, 'No frames: ' + m.trouble) : [],
      h('dl', {class: 'verdict'},
        h('dt', {}, 'Truth'), h('dd', {class: 'truth'}, names(m.labels)),
        h('dt', {}, 'Predicted'), h('dd', {class: 'wrong'}, inLine(m.top[0][0]) + ' (' + score(m.top[0][1]) + ')'),
        h('dt', {}, 'Video'), h('dd', {class: 'id'}, m.id)),
      h('ol', {class: 'scores', 'aria-label': 'Best five classes'}, m.top.map(([c, s]) => h('li', {class: m.labels.includes(c) ? 'true' : ''},
        h('span', {class: 'label', title: className(c)}, className(c)),
        h('i', {}, h('b', {style: `width:${high > low ? 100 * (Number(s) - low) / (high - low) : 0}%`})),
        h('span', {class: 'num'}, score(s))))));
  };

  const rejects = () => {
    const total = data.rejections.reduce((sum, r) => sum + r.count, 0);
    section('rejects', 'Rejected videos', total ? plural(total, 'expected video was', 'expected videos were') + ' not scored.' : '', {},
      total
        ? card(data.rejections.slice().sort((a, b) => b.count - a.count).map((r, i) => h('details', {class: 'reject', open: i === 0},
            h('summary', {}, r.reason, h('span', {class: 'count'}, plural(r.count, 'video', 'videos'))),
            h('div', {class: 'tablebox', tabindex: '0'}, h('table', {},
              h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Video'), h('th', {scope: 'col'}, 'What happened'))),
              h('tbody', {}, r.videos.map(([id, detail]) => h('tr', {}, h('td', {class: 'id'}, id), h('td', {class: 'name'}, detail)))))),
            r.videos.length < r.count ? h('p', {class: 'empty'}, `${count(r.count - r.videos.length)} more are in report.json.`) : [])))
        : empty('None: every expected video was scored.'));
  };

  const facts = () => {
    const list = pairs => h('dl', {class: 'facts'}, pairs.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
    const optional = (title, pairs) => pairs.length ? card(h('h3', {}, title), list(pairs)) : [];
    const {expected, found, decoded} = data.counts;
    const level = (name, n) => h('div', {}, h('span', {}, name),
      h('i', {}, h('b', {style: `width:${expected ? 100 * n / expected : 0}%`})),
      h('span', {class: 'num'}, count(n) + (expected && name !== 'expected' ? ` (${percent(n / expected)})` : '')));
    section('facts', 'Run facts', '', {},
      h('div', {class: 'grid halves'},
        h('div', {class: 'stack'},
          card(h('h3', {}, 'Evaluation'), list([
            ['Model', data.model], ['Checkpoint', h('span', {class: 'id'}, data.checkpoint)], ['Data', data.dataset + ', ' + data.split],
            ['Protocol', data.protocol], ['Classes', count(data.classes.length)],
            ['Label map', h('span', {class: 'id', title: 'SHA-256 ' + data.labelMap}, data.labelMap.slice(0, 12))], ['Started', instant(data.started)],
            ...(data.evaluation ? [['Evaluation', h('span', {class: 'id'}, data.evaluation)]] : [])])),
          card(h('h3', {}, 'Videos'), h('div', {class: 'funnel'}, level('expected', expected), level('found', found), level('decoded', decoded)))),
        h('div', {class: 'stack'},
          optional('Timings', data.timings.map(([name, seconds]) => [name, duration(seconds)])),
          optional('Hardware', data.hardware),
          optional('Versions', data.versions))),
      h('details', {class: 'card', style: 'margin-top:16px'}, h('summary', {}, 'Resolved configuration'), h('pre', {tabindex: '0'}, data.config)));
  };

  header();
  curves();
  widths();
  confusion();
  perClass();
  mistakes();
  rejects();
  facts();
  document.getElementById('nav').append(h('ul', {}, sections.map(([id, title]) => h('li', {}, h('a', {href: '#' + id}, title)))));

  const recolour = () => { repaints.forEach(paint => paint()); return draw(); };
  recolour().then(() => { document.documentElement.dataset.ready = 'true'; });
  dark.addEventListener('change', recolour);
  matchMedia('print').addEventListener('change', recolour);
})();
