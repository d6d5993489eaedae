//! Looks at the database that come at the same time, made as one: a statement costs far more than one row more in it.
//!
//! May enter: queueing of what is asked, who gets which answer. Must not: what is looked for (it comes as a function), writing.
//!
//! A look that comes alone is made as soon as those who are about to ask have had their turn. While one is under way, others gather for the next.

use std::{collections::BTreeMap, future::Future};

use tokio::sync::{mpsc, oneshot};

use super::{
    db,
    error::{Error, Result},
};

/// How many wait for the next look; who comes then is told to come back.
const QUEUE: usize = 4_096;
/// Most keys of one look.
const AT_ONCE: usize = 256;

struct Question<K, V> {
    key: K,
    answer: oneshot::Sender<Result<Option<V>>>,
}

/// A handle for asking; cheap to clone.
pub struct Gather<K, V>(mpsc::Sender<Question<K, V>>);

impl<K, V> Clone for Gather<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K, V> Gather<K, V>
where
    K: Clone + Ord + Send + 'static,
    V: Clone + Send + 'static,
{
    /// Starts one inside the runtime it is to run on; it ends with its last handle. `look` answers what it finds of some keys.
    pub fn open<F>(look: impl Fn(Vec<K>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = db::Result<BTreeMap<K, V>>> + Send + 'static,
    {
        let (queue, asked) = mpsc::channel(QUEUE);
        tokio::spawn(work(asked, look));
        Self(queue)
    }

    /// What is found under a key.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait; the database's own.
    pub async fn ask(&self, key: K) -> Result<Option<V>> {
        let (answer, answered) = oneshot::channel();
        let question = Question { key, answer };
        self.0.try_send(question).map_err(|_| Error::Busy)?;
        answered.await.unwrap_or(Err(Error::Busy))
    }
}

async fn work<K, V, F>(mut asked: mpsc::Receiver<Question<K, V>>, look: impl Fn(Vec<K>) -> F)
where
    K: Clone + Ord,
    V: Clone,
    F: Future<Output = db::Result<BTreeMap<K, V>>>,
{
    let mut questions = Vec::new();
    while asked.recv_many(&mut questions, AT_ONCE).await > 0 {
        // who is about to ask, as after answers that went out together, is let in: waits for nothing else
        tokio::task::yield_now().await;
        while questions.len() < AT_ONCE
            && let Ok(one) = asked.try_recv()
        {
            questions.push(one);
        }
        // who has gone away is not looked for
        questions.retain(|question: &Question<K, V>| !question.answer.is_closed());
        let mut keys: Vec<K> = questions.iter().map(|one| one.key.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        match look(keys).await {
            Ok(found) => {
                for Question { key, answer } in questions.drain(..) {
                    let _ = answer.send(Ok(found.get(&key).cloned()));
                }
            }
            // one row that cannot be read is the trouble of whom it belongs to
            Err(_) => {
                for Question { key, answer } in questions.drain(..) {
                    let alone = look(vec![key.clone()]).await;
                    let found = alone.map(|mut found| found.remove(&key));
                    let _ = answer.send(found.map_err(Error::from));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::sync::Notify;

    use super::*;

    /// The keys of each look.
    type Looks = Arc<Mutex<Vec<Vec<i32>>>>;

    /// A gather whose looks wait for a sign, and that sign.
    fn gather() -> (Gather<i32, String>, Looks, Arc<Notify>) {
        let (looks, go) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Notify::new()));
        let (seen, turn) = (looks.clone(), go.clone());
        let gather = Gather::open(move |keys: Vec<i32>| {
            seen.lock().unwrap().push(keys.clone());
            let turn = turn.clone();
            async move {
                turn.notified().await;
                if keys.contains(&13) {
                    return Err(db::Error::Row("test", "key"));
                }
                let found = keys.into_iter().filter(|key| *key % 2 == 0);
                Ok(found.map(|key| (key, format!("row {key}"))).collect())
            }
        });
        (gather, looks, go)
    }

    #[tokio::test]
    async fn what_is_asked_meanwhile_is_looked_for_together() {
        let (gather, looks, go) = gather();
        let ask = |key| {
            let gather = gather.clone();
            tokio::spawn(async move { gather.ask(key).await })
        };
        let first = ask(2);
        tokio::task::yield_now().await;
        let later: Vec<_> = [4, 5, 4].into_iter().map(ask).collect();
        tokio::task::yield_now().await;
        go.notify_one();
        assert_eq!(first.await.unwrap().unwrap().as_deref(), Some("row 2"));
        go.notify_one();
        let mut answers = Vec::new();
        for one in later {
            answers.push(one.await.unwrap().unwrap());
        }
        let row = Some("row 4".to_owned());
        assert_eq!(answers, [row.clone(), None, row]);
        assert_eq!(*looks.lock().unwrap(), [vec![2], vec![4, 5]]);
    }

    #[tokio::test]
    async fn a_row_that_cannot_be_read_spoils_nobody_elses() {
        let (gather, _, go) = gather();
        let ask = |key| {
            let gather = gather.clone();
            tokio::spawn(async move { gather.ask(key).await })
        };
        let (bad, good) = (ask(13), ask(14));
        while !(bad.is_finished() && good.is_finished()) {
            go.notify_one();
            tokio::task::yield_now().await;
        }
        assert!(bad.await.unwrap().is_err());
        assert_eq!(good.await.unwrap().unwrap().as_deref(), Some("row 14"));
    }
}
