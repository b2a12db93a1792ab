"""The parts of the figure checker; its front is `rules.checking`.

`findings` says what a finding is, `numbers` reads numbers and keeps dates and symbols apart,
`shares`, `sums` and `claims` each know one kind of claim.
"""
