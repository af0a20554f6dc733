extension ReportStyle {
  /// How claims and what differs from what is expected look.
  static let experiments = """

    .alarm { color: var(--paper); background: var(--bad); font-weight: 700; margin-top: .25rem; }
    .eyebrow { margin: -.35rem 0 1rem; }
    .wide { min-width: 15rem; max-width: 32rem; }
    .claim { font-weight: 600; }
    .table .note { font-size: .8125rem; }
    .level3 > h4 { margin-top: 1.75rem; }
    .level3 > details { margin: .6rem 0; }
    details > h5:first-of-type { margin-top: .75rem; }
    @media print { .alarm { color: inherit; background: none; border: 1.5pt solid; } }

    """
}
