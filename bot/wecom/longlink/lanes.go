package longlink

import (
	"sync"
	"time"

	"anwei"
)

const (
	maxHeld    = 512 // messages that were read and are not done with
	maxHandled = 16  // of these, how many are with the handler at once
)

// lanes does jobs: those of one person one after the other, in the order in
// which they were put, those of different people side by side. It holds so many
// and no more.
type lanes struct {
	room chan struct{} // one for each job that is held
	busy chan struct{} // one for each job that is being done

	mu      sync.Mutex
	jobs    map[anwei.PersonID][]func() // an entry for each person with a runner
	runners sync.WaitGroup
	drains  sync.Once
	shut    chan struct{} // is closed when no more jobs are taken
}

func newLanes(held, handled int) *lanes {
	return &lanes{
		room: make(chan struct{}, held),
		busy: make(chan struct{}, handled),
		jobs: make(map[anwei.PersonID][]func()),
		shut: make(chan struct{}),
	}
}

// put waits for room and leaves the job to be done. It returns false, without
// the job, after drain. Stalled is told when it begins and when it ends to wait.
func (l *lanes) put(who anwei.PersonID, job func(), stalled func(bool)) bool {
	select {
	case l.room <- struct{}{}:
	default:
		stalled(true)
		defer stalled(false)
		select {
		case l.room <- struct{}{}:
		case <-l.shut:
			return false
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, running := l.jobs[who]
	l.jobs[who] = append(queue, job)
	if !running {
		l.runners.Go(func() { l.run(who) })
	}
	return true
}

// run does a person's jobs until there are none.
func (l *lanes) run(who anwei.PersonID) {
	for {
		l.mu.Lock()
		queue := l.jobs[who]
		if len(queue) == 0 {
			delete(l.jobs, who)
			l.mu.Unlock()
			return
		}
		l.jobs[who] = queue[1:]
		l.mu.Unlock()
		l.busy <- struct{}{}
		queue[0]()
		<-l.busy
		<-l.room
	}
}

// drain lets the jobs be done, for no longer than that, and takes no more. It
// does so once; whoever calls it meanwhile or later waits for that.
func (l *lanes) drain(patience time.Duration) {
	l.drains.Do(func() {
		defer close(l.shut)
		timer := time.NewTimer(patience)
		defer timer.Stop()
		for range cap(l.room) {
			select {
			case l.room <- struct{}{}:
			case <-timer.C:
				return
			}
		}
	})
}

// wait returns when no job is left. Nothing may be put meanwhile.
func (l *lanes) wait() { l.runners.Wait() }

// marks does a bounded number of jobs side by side.
type marks struct {
	room    chan struct{} // one for each job
	waiting sync.Mutex
}

func newMarks(n int) *marks { return &marks{room: make(chan struct{}, n)} }

// put begins a job, as soon as there is room for it.
func (m *marks) put(job func()) {
	m.room <- struct{}{}
	go func() {
		job()
		<-m.room
	}()
}

// wait returns as soon as no job is left: when it has all the room, which it gives back.
func (m *marks) wait() {
	m.waiting.Lock() // two would each wait for the room of the other
	defer m.waiting.Unlock()
	for range cap(m.room) {
		m.room <- struct{}{}
	}
	for range cap(m.room) {
		<-m.room
	}
}
