//! The geometry of the distortion: points, slants, the wave.
//!
//! Lengths are in pixel widths, half a pixel height; x goes right and y goes down.

use std::f32::consts::TAU;

/// A place in the picture, or a distance between two places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A linear map: `x' = a x + b y`, `y' = c x + d y`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Linear {
    a: f32,
    b: f32,
    c: f32,
    d: f32,
}

impl Linear {
    /// Turns clockwise on the screen, then leans the upper parts right by `shear` times their height.
    pub(super) fn slant(degrees: f32, shear: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { a: cos - shear * sin, b: -sin - shear * cos, c: sin, d: cos }
    }

    /// Scales each axis after this map.
    pub(super) fn scaled(self, x: f32, y: f32) -> Self {
        Self { a: self.a * x, b: self.b * x, c: self.c * y, d: self.d * y }
    }

    pub(super) fn apply(self, point: Point) -> Point {
        Point { x: self.a * point.x + self.b * point.y, y: self.c * point.x + self.d * point.y }
    }

    /// The inverse exists: no map of this file flattens.
    pub(super) fn inverse(self) -> Self {
        let determinant = self.a * self.d - self.b * self.c;
        Self {
            a: self.d / determinant,
            b: -self.b / determinant,
            c: -self.c / determinant,
            d: self.a / determinant,
        }
    }
}

/// A sine along the x axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wave {
    /// Half the height from trough to crest.
    pub(super) amplitude: f32,
    pub(super) period: f32,
    /// Start within its period, from 0 to 1.
    pub(super) phase: f32,
}

impl Wave {
    /// The distance of the wave below its axis at `x`.
    pub(super) fn at(&self, x: f32) -> f32 {
        self.amplitude * (TAU * (x / self.period + self.phase)).sin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(one: Point, other: Point) -> bool {
        (one.x - other.x).abs() < 1e-4 && (one.y - other.y).abs() < 1e-4
    }

    #[rstest]
    #[case(0.0, 0.0, Point { x: 1.0, y: 0.0 }, Point { x: 1.0, y: 0.0 })]
    #[case(90.0, 0.0, Point { x: 1.0, y: 0.0 }, Point { x: 0.0, y: 1.0 })] // right goes down: clockwise
    #[case(0.0, 0.5, Point { x: 0.0, y: -2.0 }, Point { x: 1.0, y: -2.0 })] // the top leans right
    fn slant_turns_and_leans(#[case] degrees: f32, #[case] shear: f32, #[case] at: Point, #[case] to: Point) {
        assert!(close(Linear::slant(degrees, shear).apply(at), to));
    }

    #[rstest]
    fn inverse_undoes_map(#[values(-16.0, 0.0, 16.0)] degrees: f32, #[values(-0.3, 0.0, 0.3)] shear: f32) {
        let map = Linear::slant(degrees, shear).scaled(18.0, 24.0);
        let point = Point { x: 0.4, y: -0.3 };
        assert!(close(map.inverse().apply(map.apply(point)), point));
    }
}
