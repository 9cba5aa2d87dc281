package devserver

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// broker tells open browsers that something changed.
type broker struct {
	mu      sync.Mutex
	clients map[chan struct{}]bool
	edited  string // a number that no other edit has, and the address of the page; "" before the first
}

func newBroker() *broker { return &broker{clients: map[chan struct{}]bool{}} }

// changed never waits: a browser that has a message to read needs no second.
func (b *broker) changed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.clients {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// edit says that a page was edited: browsers are told with the next change, and
// those that look in later too.
func (b *broker) edit(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.edited = fmt.Sprintf("%d %s", time.Now().UnixNano(), address)
}

// message is what a stream says of a change.
func (b *broker) message() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return "event: changed\ndata:" + b.edited + "\n\n"
}

func (b *broker) subscribe() chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := make(chan struct{}, 1)
	b.clients[c] = true
	return c
}

func (b *broker) unsubscribe(c chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.clients, c)
}

// keepAlive is how often a silent stream shows that it is alive.
const keepAlive = 20 * time.Second

// ServeHTTP is a stream of server-sent events: one at once, then one for each
// change. Their data is the page that was edited last; what else changed, the
// browser asks for itself.
func (b *broker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := b.subscribe()
	defer b.unsubscribe(c)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	rc := http.NewResponseController(w)
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	message := "retry: 500\n" + b.message()
	for {
		if _, err := fmt.Fprint(w, message); err != nil || rc.Flush() != nil {
			return // the browser went away
		}
		select {
		case <-c:
			message = b.message()
		case <-tick.C:
			message = ":\n\n"
		case <-r.Context().Done():
			return
		}
	}
}
