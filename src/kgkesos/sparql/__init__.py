"""The SPARQL 1.1 Protocol over a finished build, bounded so that no query can hurt another.

::

    in the server's process
      request     method, headers, query string and body of a request -> what is asked (or why it is no request)
      forms       which form of an answer a client likes best
      limits      how much one query, one client and all together may take
      singles     queries of one triple pattern, answered where they arrive
      pace        of each client a few requests in one turn of the loop
      pool        which query runs when: fair between clients, ended at its deadline
      lines       who waits
      conduct     what each client's queries cost others lately
      holding     bytes held for clients that send or take slowly
      remembered  answers kept for who asks the same again
      ticket      a query on its way
      tasks       work that nobody waits for
      messages    what is said where it could not be finished
      process     one worker as its parent sees it: started, asked, killed, reaped
      serving     the pool of the build in service, and the change to a newer one
      description what the endpoint says of itself: service description, statistics, examples
    in a worker's process
      worker      reads one query after another, and answers
      sandbox     what the process may not do: grow, open a connection, outlive its parent
    both
      evaluation  a query refused or run, its answer as bytes, cut at the caps
      guard       what is refused before it runs
      clauses     the keywords that reach beyond the dataset, whatever the parser takes for a token
      tokens      SPARQL's lexical grammar
      cutting     an answer that is too long, cut after a whole row
      frames      what they send each other

Queries of one triple pattern apart, the server's process parses none: a parser that overflows its stack takes a worker
with it, and nothing else.
Why it is built so stands in the folder's README.md.
"""
