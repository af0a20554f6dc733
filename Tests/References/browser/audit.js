// What checks ask of a page from inside it.  Each function returns problems, one text each.
const audit = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isSeen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = element => {
    const text = (element.getAttribute('aria-label') || element.textContent || '').trim();
    return '<' + element.tagName.toLowerCase() + (element.id ? ' #' + element.id : '') + '> '
      + JSON.stringify(text.replace(/\s+/g, ' ').slice(0, 60));
  };

  // Colours: whatever a style says, as red, green, blue and alpha.
  const pen = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const known = new Map();
  const rgba = style => {
    if (!known.has(style)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = style;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(style, [r, g, b, a / 255]);
    }
    return known.get(style);
  };
  const over = (top, ground) => [0, 1, 2]
    .map(i => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
  const linear = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) =>
    0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // What stands behind an element: the backgrounds of those around it, the canvas of the scheme last.
  const ground = (element, paper) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), paper);
  };
  const canvas = () => {
    const probe = document.createElement('div');
    probe.style.backgroundColor = 'Canvas';
    document.body.append(probe);
    const colour = rgba(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return colour;
  };
  // Filled shapes of a drawing that stand before a text and under its middle.
  const drawn = (text, paper) => {
    const box = text.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return all('rect, polygon, path', text.ownerSVGElement)
      .filter(shape => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
      .filter(shape => {
        const b = shape.getBoundingClientRect();
        return b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
      })
      .map(shape => {
        const style = getComputedStyle(shape);
        if (style.fill === 'none' || !isSeen(shape)) return [0, 0, 0, 0];
        const colour = rgba(style.fill);
        return [...colour.slice(0, 3), colour[3] * style.fillOpacity];
      })
      .reduce((below, layer) => over(layer, below), paper);
  };
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && isSeen(parent) && !parent.closest('title, desc, style'))
        found.add(parent);
    }
    return [...found];
  };
  const spills = element => {
    const style = getComputedStyle(element);
    return (element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(style.overflowX))
      || (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(style.overflowY));
  };
  const boxes = () => all('body *').filter(element => isSeen(element) && spills(element));
  const hasOutline = element => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) return false;
    if (style.outlineStyle === 'auto') return true;
    const paper = ground(element.parentElement || element, canvas());
    return contrast(over(rgba(style.outlineColor), paper), paper) >= 3;
  };

  return {
    // Opens or closes every part that can be.
    details: open => { for (const part of all('details')) part.open = open; return []; },

    images: async () => {
      const problems = [];
      for (const image of all('img')) {
        await image.decode().catch(() => {});
        if (!image.complete || image.naturalWidth === 0) problems.push('missing ' + name(image));
        // Letters in a drawing of 900 pixels have some 14.
        else if (isSeen(image) && image.width < 0.7 * image.naturalWidth)
          problems.push(`${image.naturalWidth} wide, shown ${image.width} wide: ` + (image.alt || name(image)));
      }
      for (const drawing of all('svg')) {
        const box = drawing.getBoundingClientRect();
        if (isSeen(drawing) && (box.width < 1 || box.height < 1)) problems.push('empty ' + name(drawing));
      }
      return problems;
    },

    links: allowed => {
      const problems = [];
      for (const link of all('a')) {
        const address = link.getAttribute('href');
        if (!address) { problems.push('no address: ' + name(link)); continue; }
        if (!(link.getAttribute('aria-label') || link.textContent).trim())
          problems.push('no words: ' + address);
        if (address.startsWith('#')) {
          if (!document.getElementById(decodeURIComponent(address.slice(1))))
            problems.push('leads nowhere: ' + address);
        } else if (!allowed.includes(address)) problems.push('unknown address: ' + address);
      }
      const counts = new Map();
      for (const element of all('[id]')) counts.set(element.id, (counts.get(element.id) || 0) + 1);
      for (const [id, count] of counts) if (count > 1) problems.push(`${count} elements named ${id}`);
      return problems;
    },

    overflow: () => {
      const width = document.documentElement.clientWidth;
      const problems = [];
      if (document.documentElement.scrollWidth > width)
        problems.push(`the page is ${document.documentElement.scrollWidth} wide in ${width}`);
      for (const element of texts()) {
        const box = element.getBoundingClientRect();
        if (box.right <= width + 1 && box.left >= -1) continue;
        let at = element;
        while (at && !(spills(at) && isSeen(at))) at = at.parentElement;
        if (!at && box.right > 0) problems.push('outside of the page: ' + name(element));
      }
      return problems;
    },

    contrast: white => {
      const paper = white ? [255, 255, 255, 1] : canvas();
      const problems = [];
      for (const element of texts()) {
        const style = getComputedStyle(element);
        const drawing = element.ownerSVGElement;
        let behind = white ? paper : ground(drawing || element, paper);
        if (drawing) behind = drawn(element, behind);
        const ink = over(rgba(drawing ? style.fill : style.color), behind);
        const found = contrast(ink, behind);
        if (found < 4.5) problems.push(found.toFixed(2) + ' ' + name(element));
      }
      return problems;
    },

    // Pictures: against their most frequent colour, inks that can be read on it.
    pictures: async () => {
      const problems = [];
      for (const image of all('img').filter(isSeen)) {
        const [width, height] = [image.naturalWidth, image.naturalHeight];
        if (!width) continue;
        const sheet = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
        const [r, g, b] = ground(image.parentElement, canvas());
        sheet.fillStyle = `rgb(${r} ${g} ${b})`;
        sheet.fillRect(0, 0, width, height);
        const style = getComputedStyle(image);
        sheet.filter = style.filter;
        sheet.fillStyle = style.backgroundColor;
        sheet.fillRect(0, 0, width, height);
        sheet.drawImage(image, 0, 0);
        const counts = new Map();
        const data = new Uint32Array(sheet.getImageData(0, 0, width, height).data.buffer);
        for (const pixel of data) counts.set(pixel, (counts.get(pixel) || 0) + 1);
        const colour = pixel => [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255];
        const sorted = [...counts].sort((one, other) => other[1] - one[1]);
        const paper = colour(sorted[0][0]);
        const ink = sorted.filter(([pixel]) => contrast(colour(pixel), paper) >= 4.5)
          .reduce((sum, [, count]) => sum + count, 0);
        if (ink < data.length / 500) problems.push('nothing to read in ' + (image.alt || name(image)));
      }
      return problems;
    },

    scheme: () => {
      const paper = ground(document.body, canvas());
      return {paper: luminance(paper), ink: luminance(over(rgba(getComputedStyle(document.body).color), paper))};
    },

    size: least => texts().filter(element => !element.ownerSVGElement)
      .filter(element => parseFloat(getComputedStyle(element).fontSize) < least)
      .map(element => getComputedStyle(element).fontSize + ' ' + name(element)),

    structure: () => {
      const problems = [];
      const say = (isWrong, problem) => { if (isWrong) problems.push(problem); };
      say(!document.documentElement.lang, 'no language');
      say(!document.title.trim(), 'no title');
      say(document.characterSet !== 'UTF-8', 'not UTF-8 but ' + document.characterSet);
      say(document.compatMode !== 'CSS1Compat', 'no document type');
      say(!document.querySelector('meta[name=viewport]'), 'no viewport');
      say(all('h1').length !== 1, `${all('h1').length} headings of level 1`);
      say(all('main').length !== 1, `${all('main').length} main parts`);
      let before = 0;
      for (const heading of all('h1, h2, h3, h4, h5, h6')) {
        const level = Number(heading.tagName[1]);
        say(level > before + 1, `level ${level} after ${before}: ` + name(heading));
        say(!heading.textContent.trim(), 'an empty heading');
        before = level;
      }
      for (const table of all('table')) {
        say(!table.caption?.textContent.trim() && !table.ariaLabel, 'no caption: ' + name(table));
        say(!table.querySelector('thead th'), 'no head: ' + name(table));
      }
      for (const image of all('img')) say(!image.alt.trim(), 'no alternative: ' + image.src.slice(0, 60));
      return problems;
    },

    // Nothing that runs, embeds, or steers how text is shown.
    inert: () => {
      const problems = all('script, iframe, frame, object, embed, base, form, applet, meta[http-equiv=refresh], '
        + 'link:not([rel=icon][href^="data:"])')
        .map(element => 'not allowed: <' + element.tagName.toLowerCase() + '>');
      for (const element of all('*'))
        for (const attribute of element.attributes) {
          if (attribute.name.startsWith('on')) problems.push(attribute.name + ' on ' + name(element));
          if (/^\s*(javascript|vbscript):/i.test(attribute.value)) problems.push('runs: ' + name(element));
        }
      if (window.hostile !== undefined) problems.push('something was run');
      const steering = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
      for (const element of texts())
        for (const node of element.childNodes)
          if (node.nodeType === 3 && steering.test(node.data)) problems.push('steers: ' + name(element));
      return problems;
    },

    shows: expected => {
      const text = document.body.innerText.replace(/\s+/g, ' ');
      return expected.filter(part => !text.includes(part)).map(part => 'not seen: ' + part);
    },

    // Whatever a key must reach, in its order; what it reached is kept for `reached`.
    listen: () => {
      const places = [...new Set([
        ...all('a[href], summary, button, input, select, textarea, [tabindex]:not([tabindex="-1"])').filter(isSeen),
        ...boxes(),
      ])].sort((one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
      // Keys go on from where something was focused last, also where that is gone: here, at the beginning.
      const start = document.createElement('button');
      document.body.prepend(start);
      start.focus();
      start.remove();
      scrollTo(0, 0);
      window.auditPlaces = places;
      window.auditReached = [];
      if (!window.auditListens) {
        window.auditListens = true;
        addEventListener('focusin', event => window.auditReached.push({
          element: event.target, outlined: hasOutline(event.target),
          box: event.target.getBoundingClientRect(), label: name(event.target),
        }));
      }
      return places.length;
    },

    reached: () => {
      const problems = [];
      const [places, reached] = [window.auditPlaces, window.auditReached];
      const first = reached[0];
      const address = first && first.element.getAttribute('href') || '';
      const target = address.startsWith('#') && document.getElementById(address.slice(1));
      if (!target || !(target.matches('main') || target.closest('main')))
        problems.push('the first is no link past the navigation: ' + (first ? first.label : 'nothing'));
      else if (first.box.width < 2 || first.box.left < 0 || first.box.top < 0)
        problems.push('the link past the navigation is not seen');
      const order = reached.map(entry => places.indexOf(entry.element));
      places.forEach((place, index) => {
        if (!order.includes(index)) problems.push('not reached: ' + name(place));
      });
      const once = order.slice(0, places.length);
      if (!problems.length && once.some((place, index) => place !== index))
        problems.push('reached in another order: ' + once.join(' '));
      for (const entry of reached) if (!entry.outlined) problems.push('no outline: ' + entry.label);
      return [...new Set(problems)];
    },

    // Boxes that scroll have a role and a name, so that who comes to them by keyboard knows where they are.
    // A landmark has its role by its name.
    boxes: () => boxes().filter(box => !(box.tabIndex >= 0 && (box.matches('nav, main') || box.getAttribute('role'))
      && (box.getAttribute('aria-label') || box.getAttribute('aria-labelledby')))).map(name),

    summaries: () => all('summary').filter(isSeen).length,
    focus: index => { all('summary').filter(isSeen)[index].focus(); return []; },
    isOpen: index => all('summary').filter(isSeen)[index].parentElement.open,
    isInMain: () => Boolean(document.activeElement && document.activeElement.closest('main')),

    print: () => {
      const problems = all('main :is(h1, h2, h3, h4, table, figure, img, svg, p, pre, li)')
        .filter(element => !element.checkVisibility({contentVisibilityAuto: false, visibilityProperty: true}))
        .map(element => 'not printed: ' + name(element));
      const inner = element => element.scrollWidth > element.clientWidth + 1
        && getComputedStyle(element).overflowX !== 'visible';
      for (const element of all('main *'))
        if (element.clientWidth && inner(element)) problems.push('cut: ' + name(element));
      return problems;
    },
  };
})();
