//! Wishes beside the booking they are to take the place of: it stays until they are answered, and what becomes of it becomes of them.
//!
//! May enter: what follows for wishes from the end of a booking. Must not: how they are applied for or answered (`wish`).

use super::{Moment, queue};
use crate::{
    domain::checkup::booking::{Event, State},
    server::checkup::scene::{By, Scene},
};

/// The booking is gone: the wishes use the right now, as if nothing had stood beside them; they end where something else uses it.
pub(super) fn take_over(scene: &mut Scene, old: i64, at: Moment) {
    let Some(id) = scene.beside(old) else { return };
    if scene.is_right_free(id) {
        scene.stand_alone(id);
        queue::used_right(scene, id, at);
    } else {
        end(scene, old, at.by_itself());
    }
}

/// The booking was attended, or given up for another one: there is nothing to wish for any more.
pub(super) fn end(scene: &mut Scene, old: i64, by: By<'_>) {
    if let Some(id) = scene.beside(old) {
        scene.move_on(id, State::Cancelled, Event::Cancel, by);
    }
}
