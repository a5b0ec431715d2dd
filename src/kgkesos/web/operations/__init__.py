"""What those who run the server need: its settings, its state, its figures, its log, and how it stays up.

::

    settings    what can be set, by flags or by environment
    health      live, ready
    metrics     figures for Prometheus
    observing   every request counted, timed, logged, and given a number
    logs        the log: one JSON object a line
    turns       how many requests are worked on at once, and who is next
    ending      what a request is told that the end of the server cuts off
    door        connections that send or take nothing for too long, or are too many
    public      the address at which others see the server
    processes   several server processes on one build
    child       one of them
"""
