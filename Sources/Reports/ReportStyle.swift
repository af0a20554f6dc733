/// How a page looks: on a wide and a narrow screen, by day and by night, and on paper.
enum ReportStyle {
  /// The rules, as they stand in the page.
  static let css =
    colours + base + frame + pieces + tables + figures + bars + narrow + paper

  private static let colours = """

    :root {
      --paper: #fcfcfa; --raised: #ffffff; --ink: #1d2126; --muted: #555c64; --rule: #dfe1dd;
      --link: #0a4f94; --focus: #b34a00; --code: #f1f2ee;
      --good: #17613a; --good-ground: #e5f2e9; --bad: #971b1b; --bad-ground: #fae8e6;
      --open: #65500a; --open-ground: #f6efd8; --plain: #4b525a; --plain-ground: #ecedea;
      color-scheme: light dark;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #16181b; --raised: #1c1f23; --ink: #e3e6e9; --muted: #a4abb3; --rule: #343940;
        --link: #8fbdf2; --focus: #ffb066; --code: #23272c;
        --good: #8fd6ab; --good-ground: #1b3426; --bad: #f6a8a2; --bad-ground: #43201f;
        --open: #e5ca7c; --open-ground: #3a3119; --plain: #bcc3ca; --plain-ground: #2c3137;
      }
    }
    """

  private static let base = """

    *, ::before, ::after { box-sizing: border-box; }
    html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body {
      margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
      font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
      overflow-wrap: break-word;
    }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; font-weight: 650; text-wrap: balance; margin: 2rem 0 .6rem; }
    h1 { font-size: 2rem; margin: 0 0 .5rem; letter-spacing: -.015em; }
    h2 { font-size: 1.5rem; letter-spacing: -.01em; }
    h3 { font-size: 1.2rem; }
    h4 { font-size: 1rem; }
    h5, h6 { font-size: .9rem; color: var(--muted); }
    p, ul, ol, dl, pre, figure, blockquote { margin: .75rem 0; }
    p, li, dd, blockquote { max-width: 46rem; }
    ul, ol { padding-left: 1.4rem; }
    a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: from-font; }
    a:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
    code, pre { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    code { font-size: .875em; background: var(--code); padding: .1em .3em; border-radius: 3px; }
    pre { background: var(--code); padding: .75rem 1rem; border-radius: 6px; font-size: .875rem; line-height: 1.5; }
    pre code { background: none; padding: 0; font-size: 1em; }
    """

  private static let frame = """

    .skip { position: absolute; left: -99rem; top: .5rem; background: var(--raised); padding: .5rem 1rem; z-index: 2; }
    .skip:focus { left: .5rem; }
    .masthead { padding: 2.5rem 2rem 1.25rem; border-bottom: 1px solid var(--rule); max-width: 84rem; margin: 0 auto; }
    .masthead p { margin: .25rem 0; color: var(--muted); }
    .frame {
      display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3rem;
      max-width: 84rem; margin: 0 auto; padding: 0 2rem 4rem;
    }
    .contents {
      position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto;
      padding: 1.75rem .5rem 2rem 0; font-size: .875rem; line-height: 1.4;
    }
    .contents ul { list-style: none; padding: 0; margin: 0; }
    .contents li { margin: .3rem 0; }
    .contents > ul > li { margin: 0 0 .9rem; font-weight: 650; }
    .contents li ul { margin-top: .3rem; font-weight: 400; }
    .contents a { display: block; color: var(--ink); text-decoration: none; }
    .contents li li a { color: var(--muted); }
    .contents a:hover { color: var(--link); text-decoration: underline; }
    main { min-width: 0; }
    main:focus { outline: none; }
    .level2 > h2 { margin-top: 1.75rem; }
    .level2 + .level2 { border-top: 1px solid var(--rule); margin-top: 3rem; }
    .level3 { margin-top: 3rem; }
    """

  private static let pieces = """

    .note, figcaption { color: var(--muted); font-size: .875rem; }
    .badge {
      display: inline-block; white-space: nowrap; font-size: .8125rem; line-height: 1.5; font-weight: 550;
      padding: 0 .5em; border-radius: 4px;
    }
    .good { color: var(--good); background: var(--good-ground); }
    .bad { color: var(--bad); background: var(--bad-ground); }
    .open { color: var(--open); background: var(--open-ground); }
    .plain { color: var(--plain); background: var(--plain-ground); }
    .callout { color: var(--ink); padding: .25rem 1.1rem; margin: 1rem 0; border-radius: 6px; border-left: 4px solid; }
    .callout.good { border-color: var(--good); }
    .callout.bad { border-color: var(--bad); }
    .callout.open { border-color: var(--open); }
    .callout.plain { border-color: var(--plain); }
    details { margin: .75rem 0; }
    summary { cursor: pointer; color: var(--link); width: fit-content; max-width: 100%; padding: .15rem 0; }
    summary:hover { text-decoration: underline; text-underline-offset: .18em; }
    .terms { display: grid; gap: 0; font-size: .9375rem; max-width: 56rem; }
    .terms > div {
      display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 1rem; padding: .3rem 0;
      border-bottom: 1px solid var(--rule);
    }
    .terms dt { color: var(--muted); }
    .terms dd { margin: 0; }
    """

  private static let tables = """

    .scroll { overflow-x: auto; max-width: 100%; }
    .table { margin: 1rem 0; }
    table {
      border-collapse: collapse; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums lining-nums;
    }
    caption {
      text-align: left; padding: 0 0 .5rem; color: var(--muted); font-size: .875rem;
      position: sticky; left: 0; max-width: 46rem;
    }
    th, td { text-align: left; vertical-align: baseline; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { font-weight: 600; color: var(--muted); border-bottom-color: var(--muted); white-space: nowrap; vertical-align: bottom; }
    tbody th { font-weight: 400; }
    .number { text-align: right; white-space: nowrap; }
    .wide { min-width: 20rem; }
    """

  private static let figures = """

    figure { margin: 1.25rem 0; }
    figure img { display: block; max-width: 100%; height: auto; background: #fff; border: 1px solid var(--rule); border-radius: 6px; }
    figcaption { margin-top: .5rem; max-width: 46rem; }
    @media screen and (prefers-color-scheme: dark) {
      figure img { filter: invert(.89) hue-rotate(180deg); border-color: #c8c4be; }
    }
    """

  private static let narrow = """

    @media (max-width: 62rem) {
      .frame { grid-template-columns: minmax(0, 1fr); gap: 0; }
      .contents { position: static; max-height: none; padding-bottom: 0; }
      .contents li ul { display: none; }
      .contents > ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
      .contents > ul > li { margin: 0; font-weight: 400; }
      .contents > ul > li > a { color: var(--link); text-decoration: underline; padding: .25rem 0; }
    }
    @media (max-width: 40rem) {
      .masthead { padding: 1.5rem 1rem 1rem; }
      .frame { padding: 0 1rem 3rem; }
      h1 { font-size: 1.5rem; }
      h2 { font-size: 1.25rem; }
      h3 { font-size: 1.0625rem; }
      .terms > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
      figure img { max-width: none; width: 42rem; }
      caption { width: calc(100vw - 2rem); }
    }
    """

  private static let paper = """

    @media print {
      :root { color-scheme: light; --paper: #fff; --raised: #fff; }
      @page { margin: 16mm; }
      html { font-size: 9.5pt; }
      .skip, .contents { display: none; }
      .frame { display: block; padding: 0; max-width: none; }
      .masthead { padding: 0 0 .75rem; max-width: none; }
      .scroll { overflow: visible; }
      details::details-content { content-visibility: visible; block-size: auto; }
      pre { white-space: pre-wrap; }
      table { font-size: 7pt; }
      th, td { padding-right: .5rem; }
      thead th, .number { white-space: normal; }
      table:has(th:nth-child(12)) thead th { overflow-wrap: anywhere; }
      table:has(th:nth-child(12)) { font-size: 5.5pt; }
      table:has(th:nth-child(12)) :is(th, td) { padding-right: .25rem; }
      table:has(th:nth-child(18)) { font-size: 4.5pt; }
      table:has(th:nth-child(24)) .number { overflow-wrap: anywhere; }
      thead { display: table-header-group; }
      tr, figure, .callout, .terms > div { break-inside: avoid; }
      h2, h3, h4, caption { break-after: avoid; }
      .level2 { break-before: page; }
      .level2:first-child { break-before: auto; }
      a { color: inherit; }
      main a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
      .good, .bad, .open, .plain { background: none; }
    }

    """
}
