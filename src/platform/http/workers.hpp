#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace motcua::http {

// A fixed number of threads that take tasks from one bounded queue.
template <class Task>
class Workers {
public:
    Workers(std::size_t queue_limit, std::function<void(Task&&)> run) : m_limit(queue_limit), m_run(std::move(run)) {}
    ~Workers() { stop(); }

    void start(int threads)
    {
        for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { work(); });
    }

    // False when the queue is full or closed; the task is then untouched.
    bool offer(Task& task)
    {
        bool wake = false;
        {
            std::lock_guard lock(m_mutex);
            if (m_stopping || m_queue.size() >= m_limit) return false;
            m_queue.push_back(std::move(task));
            wake = claim_sleeper();
        }
        if (wake) m_changed.notify_one();
        return true;
    }

    // Drops what waits, waits for what runs. Returns how many were dropped.
    std::size_t stop()
    {
        std::deque<Task> dropped;
        {
            std::lock_guard lock(m_mutex);
            m_stopping = true;
            dropped.swap(m_queue);
        }
        m_changed.notify_all();
        for (auto& thread : m_threads) thread.join();
        m_threads.clear();
        return dropped.size();
    }

private:
    // One sleeper is woken at a time, and wakes the next if there is more to do than it takes: a burst of short tasks
    // does not pay for waking everybody.
    bool claim_sleeper()
    {
        return m_sleeping > 0 && !std::exchange(m_is_waking, true);
    }

    void work()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            if (m_stopping) return;
            if (m_queue.empty()) {
                ++m_sleeping;
                m_changed.wait(lock);
                --m_sleeping;
                m_is_waking = false;
                continue;
            }
            auto task = std::move(m_queue.front());
            m_queue.pop_front();
            bool wake = !m_queue.empty() && claim_sleeper();
            lock.unlock();
            if (wake) m_changed.notify_one();
            m_run(std::move(task));
            lock.lock();
        }
    }

    const std::size_t m_limit;
    std::function<void(Task&&)> m_run;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_queue;
    std::vector<std::thread> m_threads;
    int m_sleeping = 0;
    bool m_is_waking = false;
    bool m_stopping = false;
};

}  // namespace motcua::http
